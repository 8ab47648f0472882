using Berth.Workloads.Clock;

namespace Berth.Serving.Load;

/// <summary>Sends a load from one process or several of this program, and collects what became of it.</summary>
/// <param name="program">The command line of this program with <see cref="LoadProgram.Verb"/>.</param>
/// <param name="progress">Told about once a second which part of the load's time is over, 0 to 1.</param>
public sealed class LoadRun(IReadOnlyList<string> program, Action<double> progress)
{
    // The part of a core that one process may be busy at the load's highest rate.
    private const double MostBusy = 0.4;
    private const long Notice = 50_000_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Runs to the end of the load, or until cancelled: then with what was measured until then.</summary>
    /// <param name="settings">The load, as for a single process.</param>
    /// <param name="processes">How many processes share it; 0 is as many as its highest rate needs.</param>
    /// <param name="cancellation">Ends it within half a second.</param>
    /// <exception cref="LoadException">A process cannot do its part.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it began.</exception>
    public async Task<LoadResult> RunAsync(LoadSettings settings, int processes, CancellationToken cancellation)
    {
        var started = new List<LoadProcess>();
        try
        {
            started.Add(await LoadProcess.Start(program, settings with { Parts = Math.Max(1, processes), Trial = true }, cancellation).ConfigureAwait(false));
            var count = processes > 0 ? processes : Needed(settings, started[0].Cost);
            if (processes == 0 && count > 1)
            {
                started[0].Dispose();
                started.Clear();
            }
            while (started.Count < count)
                started.Add(await LoadProcess.Start(program, settings with { Part = started.Count, Parts = count }, cancellation).ConfigureAwait(false));
            return await Run(started, settings, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var process in started)
                process.Dispose();
        }
    }

    /// <summary>Processes for the highest rate of a second, at most one a core.</summary>
    private static int Needed(LoadSettings settings, long cost)
    {
        var highest = LoadSchedule.Counts(settings).DefaultIfEmpty().Max() / settings.Stretch;
        return Math.Clamp((int)Math.Ceiling(highest * cost / 1e9 / MostBusy), 1, Environment.ProcessorCount);
    }

    private async Task<LoadResult> Run(List<LoadProcess> processes, LoadSettings settings, CancellationToken cancellation)
    {
        var reasons = new SortedSet<string>(StringComparer.Ordinal);
        var begin = MonotonicClock.Now + Notice;
        foreach (var process in processes)
            await process.Begin(begin).ConfigureAwait(false);
        var collected = Task.WhenAll(processes.Select(process => process.Collect(reason =>
        {
            lock (reasons)
                reasons.Add(reason);
        })));
        using var stopping = cancellation.Register(() =>
        {
            foreach (var process in processes)
                _ = process.Stop();
        });
        await Watch(collected, begin, settings).ConfigureAwait(false);
        LoadedRequest[] requests = [.. (await collected.ConfigureAwait(false)).SelectMany(each => each)];
        Array.Sort(requests, (one, other) => one.Index.CompareTo(other.Index));
        return new(requests, settings.Stretch, processes.Count, cancellation.IsCancellationRequested, [.. reasons]);
    }

    private async Task Watch(Task collected, long begin, LoadSettings settings)
    {
        var length = settings.Seconds * settings.Stretch * 1e9;
        while (await Task.WhenAny(collected, Task.Delay(Interval)).ConfigureAwait(false) != collected)
            progress(length > 0 ? Math.Clamp((MonotonicClock.Now - begin) / length, 0, 1) : 0);
    }
}
