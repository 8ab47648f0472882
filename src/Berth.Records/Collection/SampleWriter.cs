using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Collection;

/// <summary>
/// Gathers scrapes and keeps them in the records, many in one transaction and series by series: the samples of a series lie beside each other there, so that each transaction touches
/// a place for every series, however few samples it brings. Series get their numbers here, so records have one of these. May be used by many at once.
/// </summary>
/// <param name="store">The records.</param>
public sealed class SampleWriter(RunStore store)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private static readonly MetricSeries Up = new("up", new Dictionary<string, string>(), SeriesKind.Gauge), Took = new("scrape_duration_seconds", new Dictionary<string, string>(), SeriesKind.Gauge);

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<ScrapeTarget, Dictionary<string, int>> _called = [];
    private readonly List<(int, MetricSeries)> _series = [];
    private readonly List<SeriesSample> _samples = [];
    private readonly Dictionary<int, long> _last = [];
    private readonly Lock _gate = new();

    /// <summary>Samples that were kept.</summary>
    public long Samples { get; private set; }

    /// <summary>Gathers a sample of a series. One that has the moment of the one before is the same: programs that say the moment themselves repeat it until they know more.</summary>
    /// <param name="series">The series.</param>
    /// <param name="moment">Nanoseconds since 1970 in UTC.</param>
    /// <param name="value">Its value.</param>
    public void Add(MetricSeries series, long moment, double value)
    {
        lock (_gate)
            Add(NumberOf(series), moment, value);
    }

    /// <summary>Gathers a scrape with what is known of the scrape itself: <c>up</c> and <c>scrape_duration_seconds</c>.</summary>
    internal void Gather(ScrapeTarget target, Scrape scrape)
    {
        lock (_gate)
        {
            // By what the program calls them: with hundreds of series a second, labels are put together once.
            if (!_called.TryGetValue(target, out var called))
                _called.Add(target, called = new(StringComparer.Ordinal));
            foreach (var sample in scrape.Samples)
                Add(NumberOfCalled(sample.Series), sample.Milliseconds is { } milliseconds ? milliseconds * NanosecondsPerMillisecond : scrape.Moment, sample.Value);
            Add(NumberOfCalled(Up), scrape.Moment, scrape.Failure is null ? 1 : 0);
            Add(NumberOfCalled(Took), scrape.Moment, scrape.Seconds);

            int NumberOfCalled(MetricSeries series) =>
                called.TryGetValue(series.Identity, out var number) ? number : called[series.Identity] = NumberOf(Labelled(series, target.AllLabels));
        }
    }

    /// <summary>Keeps what was gathered; where that fails, it stays gathered.</summary>
    /// <exception cref="RecordsException">It cannot be kept.</exception>
    public void Keep()
    {
        lock (_gate)
        {
            if (_samples.Count == 0)
                return;
            store.AddSamples(_series, _samples.OrderBy(sample => sample.Series));
            Samples += _samples.Count;
            _series.Clear();
            _samples.Clear();
        }
    }

    /// <summary>A label of the program that the collector has, too, is kept under another name, as Prometheus does.</summary>
    private static MetricSeries Labelled(MetricSeries series, IReadOnlyDictionary<string, string> own)
    {
        var labels = new Dictionary<string, string>(own);
        foreach (var (label, value) in series.Labels)
            if (value.Length > 0)
                labels[own.ContainsKey(label) ? "exported_" + label : label] = value;
        return series with { Labels = labels };
    }

    private void Add(int series, long moment, double value)
    {
        if (_last.TryGetValue(series, out var last) && last == moment)
            return;
        _last[series] = moment;
        _samples.Add(new(series, moment, value));
    }

    private int NumberOf(MetricSeries series)
    {
        if (_numbers.TryGetValue(series.Identity, out var number))
            return number;
        number = _numbers.Count + 1;
        _numbers.Add(series.Identity, number);
        _series.Add((number, series));
        return number;
    }
}
