using System.Globalization;
using Berth.Model.Services;

namespace Berth.Emulation.Services;

/// <summary>What a replica waits with each request beside its core's work: the part of a request's time that is not the processor's, and all of its variation.</summary>
internal static class ReplicaPause
{
    /// <summary>Arguments for the replica of a core.</summary>
    internal static string[] Of(Service service, double dilation, int core)
    {
        var mean = service.Time.Seconds * (1 - service.Processor.Value) * dilation;
        var deviation = service.Time.Seconds * service.Variation.Value * dilation;
        return mean <= 0 ? [] : ["--pause", Milliseconds(mean), "--pause-deviation", Milliseconds(deviation), "--seed", core.ToString(CultureInfo.InvariantCulture)];
    }

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.####", CultureInfo.InvariantCulture) + "ms";
}
