using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Model.Services;
using Berth.Serving.Load;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Services;

/// <summary>Measures how long a lone request takes on an emulated core, beside what the file says.</summary>
internal static class RequestTime
{
    private const int WarmUps = 3, Requests = 15;

    /// <summary>A mean over lone requests to one replica after the other may be off by so much.</summary>
    private const double Tolerance = 0.07;

    internal static async Task<Check> MeasureAsync(EmulatedWorld world, ServiceReplicas replicas, Service service, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var (sum, count) = (0.0, 0);
        for (var core = 0; core < replicas.Cores; core++)
        {
            if (replicas.At(core) is not { } replica)
                continue;
            var requests = new LoneRequests(client, replica.Address);
            for (var request = 0; request < WarmUps + Requests; request++)
            {
                var before = MonotonicClock.Now;
                await requests.SendAsync(cancellation).ConfigureAwait(false);
                if (request < WarmUps)
                    continue;
                sum += (MonotonicClock.Now - before) * 1e-9 / world.Dilation;
                count++;
            }
        }
        var asked = service.Time.Seconds * 1000;
        return new(service.Name, "request time", "ms", asked, sum / count * 1000, asked * Tolerance, count);
    }
}
