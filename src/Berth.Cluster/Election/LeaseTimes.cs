namespace Berth.Cluster.Election;

/// <summary>How long a lease holds; Kubernetes' own components have the same defaults.</summary>
/// <param name="Duration">After the last renewal that others see, they may take it.</param>
/// <param name="RenewDeadline">The holder stops acting this long after its last renewal; shorter than the duration.</param>
/// <param name="Retry">Time between two attempts.</param>
public sealed record LeaseTimes(TimeSpan Duration, TimeSpan RenewDeadline, TimeSpan Retry)
{
    /// <summary>15 s, 10 s and 2 s.</summary>
    public static LeaseTimes Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2));
}
