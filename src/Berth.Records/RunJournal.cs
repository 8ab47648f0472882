using Berth.Records.Store;

namespace Berth.Records;

/// <summary>What happens to a run that measures: events and failures go into its records, and whoever waits is told how far it is.</summary>
/// <param name="store">The records.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="now">The run's monotonic clock, nanoseconds.</param>
public sealed class RunJournal(RunStore store, Action<RunProgress> progress, Func<long> now)
{
    private readonly List<string> _failures = [];
    private readonly long _begun = now();

    /// <summary>Seconds that the whole run is expected to take.</summary>
    public double ExpectedSeconds { get; set; }

    /// <summary>Seconds of these that are over.</summary>
    public double DoneSeconds { get; set; }

    /// <summary>What went wrong until now, a sentence each.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Something went wrong.</summary>
    /// <param name="deployment">In which deployment; null is none.</param>
    /// <param name="text">What, in a sentence.</param>
    public void Fail(int? deployment, string text)
    {
        lock (_failures)
            _failures.Add(text);
        Event(deployment, "failure", text);
    }

    /// <summary>Something happened.</summary>
    /// <param name="deployment">In which deployment; null is none.</param>
    /// <param name="kind">Its kind, in a word.</param>
    /// <param name="text">What, in words.</param>
    public void Event(int? deployment, string kind, string text) => store.AddEvents(new EventRecord(deployment, now(), kind, text));

    /// <summary>Something begins.</summary>
    /// <param name="text">What, in words.</param>
    public void Report(string text)
    {
        var elapsed = (now() - _begun) * 1e-9;
        var done = Math.Clamp(DoneSeconds / ExpectedSeconds, 0, 1);
        progress(new(text, done, DoneSeconds > 0 ? TimeSpan.FromSeconds(Math.Max(0, elapsed / DoneSeconds * (ExpectedSeconds - DoneSeconds))) : null));
    }
}
