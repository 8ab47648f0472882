using System.Threading.Channels;
using Berth.Records.Formats.Loki;
using Berth.Records.Store;

namespace Berth.Records.Collection;

/// <summary>
/// Collects metrics and requests into records until it is stopped. Scrapes have an absolute schedule: a slow one does not move those after it, and one that takes
/// longer than the interval leaves a gap, which is counted.
/// </summary>
/// <param name="plan">What is collected.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="http">Client to use; stays its owner's.</param>
/// <param name="input">Standard input, for a log that is read from it.</param>
/// <param name="time">Clock.</param>
public sealed class Collector(CollectionPlan plan, RunStore store, HttpClient http, TextReader input, TimeProvider time)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How long samples are gathered before they are kept; where each scrape is kept by itself, collecting takes a third more of a processor.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    private readonly SampleWriter _samples = new(store);
    private readonly Dictionary<ScrapeTarget, bool?> _answering = plan.Targets.ToDictionary(target => target, _ => (bool?)null);
    private readonly HashSet<ScrapeTarget> _heard = [];
    private readonly Lock _gate = new();
    private RequestCollector? _requests;
    private long _scrapes, _failed, _missed;

    /// <summary>What there is so far.</summary>
    public CollectionCounts Counts
    {
        get
        {
            lock (_gate)
                return new(_scrapes, _failed, _missed, _samples.Samples, Requests.Requests, Requests.Wrong, [.. plan.Targets.Where(target => !_heard.Contains(target)).Select(target => target.Name)]);
        }
    }

    private RequestCollector Requests => _requests ??= new(store, text => Tell("request", text));

    /// <summary>Collects until it is stopped; then scrapes a last time and reads what the logs still hold, so that the last requests have their ends.</summary>
    /// <exception cref="RecordsException">Something cannot be kept, or a log cannot be read.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        _ = Requests;
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var begun = time.GetTimestamp();
        List<Task> tasks =
        [
            .. plan.Targets.Select(target => ScrapeAsync(target, begun, failed.Token)),
            .. plan.Logs.Select(log => log.Path == "-" ? FollowInputAsync(log, failed.Token) : FollowAsync(log, failed.Token)),
        ];
        if (plan.Loki is not null)
            tasks.Add(FollowLokiAsync(failed.Token));
        // One that fails ends the others.
        tasks.Add(PollAsync(Gathering, _ => _samples.Keep(), failed.Token));
        await foreach (var ended in Task.WhenEach(tasks).ConfigureAwait(false))
            if (ended.IsFaulted)
                await failed.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        finally
        {
            // What was scraped last may have come after the last time that something was kept.
            _samples.Keep();
        }
    }

    private async Task ScrapeAsync(ScrapeTarget target, long begun, CancellationToken stop)
    {
        await Task.Yield();
        var scraper = new Scraper(target, http, time);
        for (var number = 0L; await WaitAsync(plan.Interval * number - time.GetElapsedTime(begun), stop).ConfigureAwait(false);)
        {
            await TakeAsync(target, scraper, stop).ConfigureAwait(false);
            var next = Math.Max(number + 1, (long)Math.Ceiling(time.GetElapsedTime(begun) / plan.Interval));
            lock (_gate)
                _missed += next - number - 1;
            number = next;
        }
        await TakeAsync(target, scraper, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task TakeAsync(ScrapeTarget target, Scraper scraper, CancellationToken stop)
    {
        Scrape scrape;
        try
        {
            scrape = await scraper.TakeAsync(plan.Interval, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        _samples.Gather(target, scrape);
        var answers = scrape.Failure is null;
        lock (_gate)
        {
            (_scrapes, _failed) = answers ? (_scrapes + 1, _failed) : (_scrapes, _failed + 1);
            if (answers)
                _heard.Add(target);
            if (_answering[target] == answers)
                return;
            _answering[target] = answers;
        }
        Tell("scrape", answers ? $"{target.Name} answers" : $"{target.Name} at {target.Address} does not answer: {scrape.Failure}");
    }

    private async Task FollowAsync(LogSource log, CancellationToken stop)
    {
        await Task.Yield();
        using var follower = new LineFollower(log.Path);
        await PollAsync(LogInterval, _ => RecordsFailure.Translate("read", log.Path, () => Requests.Keep(follower.Take().Select(line => (log.Pod, line)))), stop).ConfigureAwait(false);
        if (follower.TakeRest() is { } rest)
            Requests.Keep([(log.Pod, rest)]);
        if (follower.Dropped > 0)
            Tell("request", $"{follower.Dropped} lines of {log.Path} are longer than {LineFollower.Longest} bytes and were left out");
    }

    private async Task FollowInputAsync(LogSource log, CancellationToken stop)
    {
        var lines = Channel.CreateBounded<string>(10_000);
        // Reading a terminal or a pipe cannot be called off: the thread ends with the program.
        new Thread(() =>
        {
            try
            {
                while (input.ReadLine() is { } line)
                    lines.Writer.WriteAsync(line).AsTask().GetAwaiter().GetResult();
            }
            catch (IOException)
            {
                // Who wrote it is gone: that is its end.
            }
        }) { IsBackground = true, Name = "log from standard input" }.Start();
        await PollAsync(LogInterval, _ => Requests.Keep(Waiting().Select(line => (log.Pod, line))), stop).ConfigureAwait(false);

        IEnumerable<string> Waiting()
        {
            while (lines.Reader.TryRead(out var line))
                yield return line;
        }
    }

    private async Task FollowLokiAsync(CancellationToken stop)
    {
        var follower = new LokiFollower(new(http, plan.Loki!), plan.LokiQuery, UnixTime.Of(time.GetUtcNow()));
        var answers = true;
        await PollAsync(plan.Interval, async token =>
        {
            IReadOnlyList<LokiEntry> entries = [];
            try
            {
                entries = await follower.TakeAsync(UnixTime.Of(time.GetUtcNow()), token).ConfigureAwait(false);
                answers = true;
            }
            catch (RecordsException exception)
            {
                // It may come back, and keeps the lines until then.
                if (answers)
                    Tell("request", exception.Message);
                answers = false;
            }
            Requests.Keep(entries);
        }, stop).ConfigureAwait(false);
    }

    private Task PollAsync(TimeSpan interval, Action<CancellationToken> poll, CancellationToken stop) => PollAsync(interval, token =>
    {
        poll(token);
        return Task.CompletedTask;
    }, stop);

    private async Task PollAsync(TimeSpan interval, Func<CancellationToken, Task> poll, CancellationToken stop)
    {
        do
            try
            {
                await poll(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What was under way when it was stopped is asked for once more below.
            }
        while (await WaitAsync(interval, stop).ConfigureAwait(false));
        await poll(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Whether the time has passed; false when it was stopped before.</summary>
    private async Task<bool> WaitAsync(TimeSpan duration, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return false;
        if (duration > TimeSpan.Zero)
            await Task.Delay(duration, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stop.IsCancellationRequested;
    }

    private void Tell(string kind, string text) => store.AddEvents(new EventRecord(null, UnixTime.Of(time.GetUtcNow()), kind, text));
}
