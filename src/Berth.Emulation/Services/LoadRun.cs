using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Services;
using Berth.Serving.Load;

namespace Berth.Emulation.Services;

/// <summary>The requests of a service, sent by a process of this machine, outside the emulated cores.</summary>
internal sealed class LoadRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NodeProcess _process;
    private readonly List<LoadedRequest> _requests = [];
    private readonly double _dilation, _objectiveSeconds;
    private int _late;

    private LoadRun(NodeProcess process, double dilation, double objectiveSeconds) => (_process, _dilation, _objectiveSeconds) = (process, dilation, objectiveSeconds);

    /// <summary>Every request that is resolved; complete when <see cref="CollectAsync"/> has ended.</summary>
    internal IReadOnlyList<LoadedRequest> Requests => _requests;

    /// <summary>Starts the program and waits until it is ready.</summary>
    /// <exception cref="EmulationException">It cannot start.</exception>
    internal static async Task<LoadRun> StartAsync(EmulatedWorld world, Service service, Experiment experiment, int repetition, int seconds, Uri front, double objectiveSeconds, CancellationToken cancellation)
    {
        var process = world.StartOutside("load", BerthProgram.Command(LoadProgram.Verb));
        process.Send(new LoadSettings(
            front.Host, front.Port, service.Load, seconds, experiment.Seed + repetition - 1, service.Name, (long)(service.Timeout.Nanoseconds * world.Dilation), world.Dilation, ReplicaCost.PictureBytes, Pictures: 8).ToLine());
        await process.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
        return new(process, world.Dilation, objectiveSeconds);
    }

    /// <summary>Begins to send at a moment of CLOCK_MONOTONIC.</summary>
    internal void Begin(long moment) => _process.Send($"start {moment}");

    /// <summary>Gives up what has not been sent.</summary>
    internal void Stop() => _process.Send("stop");

    /// <summary>Requests that were late, refused or lost since the last call.</summary>
    internal int TakeLate() => Interlocked.Exchange(ref _late, 0);

    /// <summary>Reads what becomes of requests until the end.</summary>
    /// <exception cref="EmulationException">The program has ended.</exception>
    internal async Task CollectAsync(CancellationToken cancellation)
    {
        while (await _process.NextAsync(TimeSpan.FromHours(24), cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("end ", StringComparison.Ordinal))
                return;
            if (LoadLine.Read(line) is not { } request)
                continue;
            _requests.Add(request);
            if (request.Outcome != LoadOutcome.Completed || request.Latency * 1e-9 / _dilation > _objectiveSeconds)
                Interlocked.Increment(ref _late);
        }
        throw new EmulationException("the load generator has ended before its load");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.End();
        _process.Dispose();
    }
}
