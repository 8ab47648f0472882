using Berth.Records.Formats.Prometheus;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Collection;

/// <summary>Keeps scrapes in the records: each is one transaction. Series get their numbers here.</summary>
internal sealed class SampleWriter(RunStore store)
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<ScrapeTarget, Dictionary<string, int>> _called = [];
    private readonly Lock _gate = new();

    /// <summary>Samples that were kept.</summary>
    internal long Samples { get; private set; }

    /// <summary>Keeps a scrape with what is known of the scrape itself: <c>up</c> and <c>scrape_duration_seconds</c>.</summary>
    /// <exception cref="RecordsException">It cannot be kept.</exception>
    internal void Keep(ScrapeTarget target, Scrape scrape)
    {
        lock (_gate)
        {
            var (series, samples) = (new List<(int, MetricSeries)>(), new List<SeriesSample>(scrape.Samples.Count + 2));
            var own = target.AllLabels;
            // By what the program calls them: with hundreds of series a second, labels are put together once.
            if (!_called.TryGetValue(target, out var called))
                _called.Add(target, called = new(StringComparer.Ordinal));
            foreach (var sample in scrape.Samples)
            {
                if (!called.TryGetValue(sample.Series.Identity, out var number))
                    called.Add(sample.Series.Identity, number = NumberOf(Labelled(sample, own), series));
                samples.Add(new(number, sample.Milliseconds is { } milliseconds ? milliseconds * NanosecondsPerMillisecond : scrape.Moment, sample.Value));
            }
            samples.Add(new(NumberOf(new("up", own, SeriesKind.Gauge), series), scrape.Moment, scrape.Failure is null ? 1 : 0));
            samples.Add(new(NumberOf(new("scrape_duration_seconds", own, SeriesKind.Gauge), series), scrape.Moment, scrape.Seconds));
            try
            {
                store.AddSamples(series, samples);
            }
            catch
            {
                foreach (var (_, one) in series)
                    _numbers.Remove(one.Identity);
                called.Clear();
                throw;
            }
            Samples += samples.Count;
        }
    }

    /// <summary>A label of the program that the collector has, too, is kept under another name, as Prometheus does.</summary>
    private static MetricSeries Labelled(ExpositionSample sample, IReadOnlyDictionary<string, string> own)
    {
        var labels = new Dictionary<string, string>(own);
        foreach (var (label, value) in sample.Series.Labels)
            if (value.Length > 0)
                labels[own.ContainsKey(label) ? "exported_" + label : label] = value;
        return sample.Series with { Labels = labels };
    }

    private int NumberOf(MetricSeries series, List<(int, MetricSeries)> added)
    {
        if (_numbers.TryGetValue(series.Identity, out var number))
            return number;
        number = _numbers.Count + 1;
        _numbers.Add(series.Identity, number);
        added.Add((number, series));
        return number;
    }
}
