namespace Berth.Policies.Scaling.Hpa;

/// <summary>What one metric asks for.</summary>
/// <param name="Replicas">Replicas; without meaning when it failed.</param>
/// <param name="Failure">Why there is none; null when there is one.</param>
internal readonly record struct HpaProposal(int Replicas, string? Failure = null)
{
    /// <summary>What was measured: percent of the requests, a mean over the pods, or a value.</summary>
    internal double Measured { get; init; }

    /// <summary>It as a part of the target.</summary>
    internal double Ratio { get; init; }

    /// <summary>The same after missing and unready pods were given assumed values; null where none were.</summary>
    internal double? Assumed { get; init; }

    /// <summary>Pods that were counted.</summary>
    internal int Pods { get; init; }

    /// <summary>Pods with an assumed value.</summary>
    internal int Filled { get; init; }

    internal static HpaProposal Failed(string why) => new(0, why);
}
