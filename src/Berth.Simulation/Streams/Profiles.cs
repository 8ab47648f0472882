using Berth.Model;

namespace Berth.Simulation.Streams;

/// <summary>
/// What the items of each kind of workload take, where the file does not say. Measured in emulation on two cores of an AMD EPYC (3rd generation) by fitting the parts
/// of the latency of samples/where-to-compute.yaml, so they hold the time that a process of a slow node needs to wake up, too.
/// </summary>
public static class Profiles
{
    private static readonly Dictionary<string, ServiceProfile> ByKind = new()
    {
        ["image-classification"] = new(new(0.00063), new(0.0007), new(0.0084), new(0.0006), new(0.12)),
    };

    /// <summary>The profile of a workload: its own, or that of its kind.</summary>
    public static ServiceProfile Of(Workload workload) => workload.Profile ?? ByKind[workload.Kind];
}
