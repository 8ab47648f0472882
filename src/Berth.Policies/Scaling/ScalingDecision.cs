namespace Berth.Policies.Scaling;

/// <summary>What a policy wants from now on.</summary>
/// <param name="Replicas">Replicas that take requests or are starting to.</param>
/// <param name="Reason">Why, in one or two sentences with their numbers; empty where <see cref="ServiceView.Explain"/> is not set and nothing changes.</param>
/// <param name="Terms">The numbers by name.</param>
public sealed record ScalingDecision(int Replicas, string Reason, IReadOnlyList<Term> Terms)
{
    /// <summary>Warm replicas beside them; 0 without that lever.</summary>
    public int Standby { get; init; }

    /// <summary>Cores of each ready replica, in the mean: a world gives whole ones, the oldest first. 1 without that lever.</summary>
    public double Cores { get; init; } = 1;

    /// <summary>Whether the smaller model answers.</summary>
    public bool Small { get; init; }

    /// <summary>Refuse what would have to wait longer, seconds; infinite without that lever.</summary>
    public double AdmitSeconds { get; init; } = double.PositiveInfinity;
}
