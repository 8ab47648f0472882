using System.Globalization;
using Berth.Model.Services;

namespace Berth.Workloads.Serving;

/// <summary>What a replica waits with each request beside its core's work: the part of a request's time that is not the processor's, and all of its variation.</summary>
public static class ReplicaPause
{
    /// <summary>Arguments for a replica.</summary>
    /// <param name="service">The service.</param>
    /// <param name="dilation">How many times slower than real time the world runs.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static string[] Of(Service service, double dilation, int seed)
    {
        var mean = service.Time.Seconds * (1 - service.Processor.Value) * dilation;
        var deviation = service.Time.Seconds * service.Variation.Value * dilation;
        return mean <= 0 ? [] : ["--pause", Milliseconds(mean), "--pause-deviation", Milliseconds(deviation), "--seed", seed.ToString(CultureInfo.InvariantCulture)];
    }

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.####", CultureInfo.InvariantCulture) + "ms";
}
