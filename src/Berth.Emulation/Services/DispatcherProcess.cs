using System.Globalization;
using Berth.Emulation.World;
using Berth.Model.Services;
using Berth.Serving.Admin;
using Berth.Workloads.Programs;

namespace Berth.Emulation.Services;

/// <summary>A dispatcher as a process of this machine, outside the emulated cores, and its admin interface.</summary>
internal sealed class DispatcherProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly NodeProcess _process;
    private readonly DispatcherAdmin _admin;

    private DispatcherProcess(NodeProcess process, Uri front, DispatcherAdmin admin) => (_process, Front, _admin) = (process, front, admin);

    /// <summary>Where requests go.</summary>
    internal Uri Front { get; }

    /// <summary>Starts one.</summary>
    /// <exception cref="EmulationException">It cannot start.</exception>
    internal static async Task<DispatcherProcess> StartAsync(EmulatedWorld world, Service service, CancellationToken cancellation)
    {
        // Clients give up by themselves; what could be answered after new replicas have come is not refused before.
        var seconds = (2 * service.Timeout.Seconds * world.Dilation).ToString("0.###", CultureInfo.InvariantCulture);
        var process = world.StartOutside("dispatcher", BerthProgram.Command(
            "dispatch", "--until-input-ends", "--queue", Math.Max(1, service.Queue).ToString(CultureInfo.InvariantCulture), "--deadline", $"{seconds}s"));
        while (await process.NextAsync(Patience, cancellation).ConfigureAwait(false) is { } line)
            if (line.Split(' ') is ["ready", var front, "admin", var admin])
                return new(process, new Uri(front), new(new Uri(admin), Patience));
        await process.EndedAsync(cancellation).ConfigureAwait(false);
        throw new EmulationException($"the dispatcher ended before it was ready ({process.Ending})");
    }

    /// <summary>What it has counted so far.</summary>
    /// <exception cref="EmulationException">It does not answer.</exception>
    internal Task<Telemetry> ReadAsync() => Ask(() => _admin.ReadAsync());

    /// <summary>Gives it a replica.</summary>
    internal Task AddAsync(string name, Uri replica, int slots) => Do(() => _admin.AddAsync(name, replica, slots));

    /// <summary>Has it give a replica no more requests; it is gone from its list when it has answered those that it has.</summary>
    internal Task DrainAsync(string name) => Do(() => _admin.DrainAsync(name));

    /// <summary>Sets the longest wait with which it takes requests.</summary>
    internal Task AdmitAsync(double seconds) => Do(() => _admin.AdmitAsync(seconds));

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _admin.Dispose();
        _process.End();
        _process.Dispose();
    }

    private Task<bool> Do(Func<Task> order) => Ask(async () =>
    {
        await order().ConfigureAwait(false);
        return true;
    });

    private async Task<T> Ask<T>(Func<Task<T>> question)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new EmulationException(_process.Died ? $"the dispatcher has ended ({_process.Ending})" : $"the dispatcher does not answer: {exception.Message}");
        }
    }
}
