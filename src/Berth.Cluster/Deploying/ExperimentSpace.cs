using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Emulation.World;

namespace Berth.Cluster.Deploying;

/// <summary>The namespace of one experiment, in which all its objects are, each owned by the configuration map that keeps the file.</summary>
public sealed class ExperimentSpace
{
    private const string FileName = "experiment";
    private const int LongestLabel = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ApiClient _client;
    private readonly TimeProvider _time;

    private ExperimentSpace(ApiClient client, TimeProvider time, string experiment, string name, JsonObject owner) =>
        (_client, _time, Experiment, Name, Owner) = (client, time, experiment, name, owner);

    /// <summary>Name of the experiment, as a label.</summary>
    public string Experiment { get; }

    /// <summary>Name of the namespace.</summary>
    public string Name { get; }

    /// <summary>Reference to the object with which all others are deleted.</summary>
    internal JsonObject Owner { get; }

    /// <summary>Makes the namespace of an experiment, and removes those that runs of this machine have left there when they were killed.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="text">Its file.</param>
    /// <param name="owned">Whether it belongs to this process and is to go with it; otherwise it stays until somebody deletes it.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">A request failed.</exception>
    public static async Task<ExperimentSpace> OpenAsync(ApiClient client, string experiment, string text, bool owned, TimeProvider time, CancellationToken cancellation)
    {
        await SweepAsync(client, cancellation).ConfigureAwait(false);
        var label = Label(experiment);
        var metadata = Manifests.Metadata($"berth-{label}-", label, null);
        if (owned)
            metadata["annotations"] = new JsonObject { [Manifests.Owner] = $"{Environment.MachineName} {RunIdentity.Mine}" };
        var made = await new ApiResource<JsonObject>(client, ResourceType.Namespaces).CreateAsync(null, new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = metadata }, cancellation).ConfigureAwait(false);
        var name = (string)made["metadata"]!["name"]!;
        try
        {
            var file = await new ApiResource<JsonObject>(client, ResourceType.ConfigMaps).CreateAsync(name, Manifests.File(FileName, label, text), cancellation).ConfigureAwait(false);
            return new(client, time, label, name, Manifests.Reference("ConfigMap", FileName, (string)file["metadata"]!["uid"]!));
        }
        catch
        {
            await DeleteAsync(client, name, time, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Deletes the namespace with all that is in it, and waits until it is gone.</summary>
    /// <exception cref="ApiException">A request failed.</exception>
    /// <exception cref="TimeoutException">It is still there.</exception>
    public Task DeleteAsync(CancellationToken cancellation) => DeleteAsync(_client, Name, _time, cancellation);

    /// <summary>Deletes a namespace with all that is in it, and waits until it is gone.</summary>
    internal static async Task DeleteAsync(ApiClient client, string name, TimeProvider time, CancellationToken cancellation)
    {
        var namespaces = new ApiResource<KubeNamespace>(client, ResourceType.Namespaces);
        await namespaces.DeleteAsync(null, name, cancellation).ConfigureAwait(false);
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < Patience; await Task.Delay(Pause, time, cancellation).ConfigureAwait(false))
            try
            {
                await namespaces.GetAsync(null, name, cancellation).ConfigureAwait(false);
            }
            catch (ApiException exception) when (exception.IsNotFound)
            {
                return;
            }
        throw new TimeoutException($"the namespace {name} is still being deleted after {Patience.TotalMinutes:0} minutes; see: kubectl get namespace {name} -o yaml");
    }

    /// <summary>Deletes the namespaces of runs of this machine that have ended without doing it.</summary>
    private static async Task SweepAsync(ApiClient client, CancellationToken cancellation)
    {
        var namespaces = new ApiResource<KubeNamespace>(client, ResourceType.Namespaces);
        var (all, _) = await namespaces.ListAsync(new(Labels: $"{Manifests.ManagedBy}={Manifests.Manager}"), cancellation).ConfigureAwait(false);
        foreach (var space in all)
            if (space.Metadata is { DeletionTimestamp: null, Name: { } name } && space.Metadata.Annotation(Manifests.Owner)?.Split(' ') is [var host, var owner] && host == Environment.MachineName && RunIdentity.IsOrphan(owner))
                await namespaces.DeleteAsync(null, name, cancellation).ConfigureAwait(false);
    }

    /// <summary>A name of an experiment as names of Kubernetes are: small letters, digits and hyphens.</summary>
    private static string Label(string experiment)
    {
        var letters = string.Concat(experiment.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return letters[..Math.Min(letters.Length, LongestLabel)].Trim('-');
    }
}
