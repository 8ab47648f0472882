using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Serving.Load;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;

namespace Berth.Emulation.Services;

/// <summary>Measures how long a lone request takes on an emulated core, beside what the file says.</summary>
internal static class RequestTime
{
    private const int WarmUps = 3, Requests = 15;

    /// <summary>A mean over lone requests to one replica after the other may be off by so much.</summary>
    private const double Tolerance = 0.07;

    internal static async Task<Check> MeasureAsync(EmulatedWorld world, ServiceReplicas replicas, Service service, CancellationToken cancellation)
    {
        var pictures = Pictures.Generate(8, new Memory(DrivenLoad.PictureBytes), "jpeg", 1);
        using var client = new HttpClient();
        var (sum, count) = (0.0, 0);
        for (var core = 0; core < replicas.Cores; core++)
            for (var request = 0; replicas.At(core) is { } replica && request < WarmUps + Requests; request++)
            {
                using var body = new ByteArrayContent(pictures[request % pictures.Count].Encoded);
                var before = MonotonicClock.Now;
                using var answer = await client.PostAsync(replica.Address, body, cancellation).ConfigureAwait(false);
                await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
                if (request < WarmUps)
                    continue;
                sum += (MonotonicClock.Now - before) * 1e-9 / world.Dilation;
                count++;
            }
        var asked = service.Time.Seconds * 1000;
        return new(service.Name, "request time", "ms", asked, sum / count * 1000, asked * Tolerance, count);
    }
}
