using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;

namespace Berth.Output;

/// <summary>Prints what an autoscaler does, a line each.</summary>
/// <param name="json">As JSON.</param>
internal sealed class AutoscalerLines(bool json) : IAutoscalerNews
{
    public void Scaled(ObjectKey scaler, int from, int to, string reason)
    {
        if (json)
            JsonOutput.WriteLine(new ScaledJson(scaler.ToString(), from, to, reason));
        else
            Console.WriteLine($"{scaler}: {from} → {to} replicas: {reason}");
    }

    public void Acts(ObjectKey scaler, bool acts, string reason, string message) => Said($"{scaler}: {(acts ? "scales" : $"does not scale ({reason})")}: {message}");

    public void Said(string what) => Console.Error.WriteLine(what);
}

/// <summary>A line of <c>berth autoscale --json</c>.</summary>
internal sealed record ScaledJson(string Scaler, int From, int To, string Reason);
