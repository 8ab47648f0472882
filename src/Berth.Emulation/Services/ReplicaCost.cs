using System.Diagnostics;
using System.Globalization;
using Berth.Emulation.Posix;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Serving.Load;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;

namespace Berth.Emulation.Services;

/// <summary>What a request of a service costs on this machine. The file says how long a request takes; the emulated cores are made as slow as that needs.</summary>
internal static class ReplicaCost
{
    private const int WarmUps = 30, Requests = 60;

    /// <summary>Processor seconds of this machine that a replica takes for a request, median of some lone ones.</summary>
    /// <exception cref="EmulationException">No replica can be started.</exception>
    internal static async Task<double> MeasureAsync(Service service, CancellationToken cancellation)
    {
        var command = BerthProgram.Command("work", "image-classification", "--port", "0");
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in NodeEnvironment.Variables)
            start.Environment[name] = value;
        // The kernel ends the process when the thread that started it ends, and threads of the pool come and go.
        using var launcher = new Launcher();
        using var process = launcher.Start(start);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false);
            if (line?.Split(' ') is not ["ready", var address, ..])
                throw new EmulationException($"the replica of {service.Name} cannot start: {line}");
            using var client = new HttpClient();
            var requests = new LoneRequests(client, new(address));
            var clock = ProcessorClock.OfProcess(process.Id);
            var costs = new List<double>();
            for (var request = 0; request < WarmUps + Requests; request++)
            {
                var before = ProcessorClock.Read(clock);
                await requests.SendAsync(cancellation).ConfigureAwait(false);
                if (request >= WarmUps)
                    costs.Add((ProcessorClock.Read(clock) - before) * 1e-9);
            }
            costs.Sort();
            return costs[costs.Count / 2];
        }
        catch (HttpRequestException exception)
        {
            throw new EmulationException(string.Create(CultureInfo.InvariantCulture, $"the replica of {service.Name} does not answer: {exception.Message}"));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The site of a service alone, its cores as slow as the service's requests need.</summary>
    internal static Continuum Slowed(Continuum continuum, Service service, double costSeconds) => new(
        [.. continuum.Sites.Where(site => site.Name == service.Site).Select(site => site with { Share = new Fraction(costSeconds / (service.Time.Seconds * service.Processor.Value)) })], []);
}
