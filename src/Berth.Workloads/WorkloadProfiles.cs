using Berth.Model;

namespace Berth.Workloads;

/// <summary>
/// What the items of each kind of workload take, where a file does not say. Measured in emulation on two cores of an AMD EPYC by fitting the parts of the latency of
/// samples/where-to-compute.yaml, so they hold the time that a process of a slow node needs to wake up, too.
/// </summary>
public static class WorkloadProfiles
{
    /// <summary>The profile of each kind.</summary>
    public static IReadOnlyDictionary<string, ServiceProfile> ByKind { get; } = new Dictionary<string, ServiceProfile>
    {
        ["image-classification"] = new(new(0.00063), new(0.0007), new(0.0084), new(0.0006), new(0.12)),
    };
}
