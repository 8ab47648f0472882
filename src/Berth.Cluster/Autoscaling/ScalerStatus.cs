using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Autoscaling;

/// <summary>Writes what a scaler does into its status, and its changes as events.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="scaler">The scaler.</param>
/// <param name="news">Hears of it too.</param>
/// <param name="time">Clock.</param>
internal sealed class ScalerStatus(ApiClient client, Scaler scaler, IAutoscalerNews news, TimeProvider time) : IScalerReport
{
    private readonly ApiResource<Scaler> _scalers = new(client, ScalerKinds.Scalers);
    private readonly KubeApi _api = new(client);
    private (bool Acts, string Reason)? _told, _written;

    private ObjectKey Key => ObjectKey.Of(scaler);

    /// <inheritdoc/>
    public void Saw(ScalerReading reading) => news.Saw(Key, reading);

    /// <inheritdoc/>
    public async Task ActsAsync(bool acts, string reason, string message, CancellationToken cancellation)
    {
        if (_written == (acts, reason))
            return;
        if (_told != (acts, reason))
            news.Acts(Key, acts, reason, message);
        _told = (acts, reason);
        await PatchAsync(
            new()
            {
                ["observedGeneration"] = scaler.Metadata.Generation,
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "ScalingActive", ["status"] = acts ? "True" : "False", ["reason"] = reason, ["message"] = message, ["lastTransitionTime"] = Now(),
                }),
            },
            cancellation).ConfigureAwait(false);
        _written = (acts, reason);
    }

    /// <inheritdoc/>
    public async Task ScaledAsync(int from, int to, string reason, CancellationToken cancellation)
    {
        news.Scaled(Key, from, to, reason);
        await PatchAsync(
            new() { ["desiredReplicas"] = to, ["lastScaleTime"] = Now(), ["lastDecision"] = new JsonObject { ["time"] = Now(), ["from"] = from, ["to"] = to, ["reason"] = reason } }, cancellation).ConfigureAwait(false);
        var about = new ObjectReference { ApiVersion = ScalerKinds.Scalers.ApiVersion, Kind = "BerthScaler", Namespace = Key.Namespace, Name = Key.Name, Uid = scaler.Metadata.Uid };
        try
        {
            await _api.Events.CreateAsync(Key.Namespace, KubeEvent.New(about, "berth-autoscaler", "Normal", "Scaled", $"{from} → {to} replicas: {reason}", time.GetUtcNow()), cancellation).ConfigureAwait(false);
        }
        catch (ApiException)
        {
            // It is in the status, and the scale is set: an event less changes nothing.
        }
    }

    private Task<JsonObject> PatchAsync(JsonObject status, CancellationToken cancellation) =>
        _scalers.PatchAsync(Key.Namespace, Key.Name, new() { ["status"] = status }, MediaTypes.Merge, cancellation, "status");

    private string Now() => KubeTime.Seconds(time.GetUtcNow());
}
