using System.Globalization;
using System.Text.Json;
using Berth.Records.Timelines;

namespace Berth.Records.Formats.Prometheus;

/// <summary>Asks a Prometheus server by its HTTP interface (https://prometheus.io/docs/prometheus/latest/querying/api/).</summary>
/// <param name="http">Client to use; stays its owner's.</param>
/// <param name="server">Address of the server.</param>
public sealed class PrometheusClient(HttpClient http, Uri server)
{
    private readonly string _root = server.AbsoluteUri.TrimEnd('/');

    /// <summary>The label sets of the series that a selector matches, as the server has them, <c>__name__</c> included.</summary>
    /// <param name="selector">Such as <c>process_cpu_percent</c> or <c>{pod="a"}</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RecordsException">The server does not answer, or with an error.</exception>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SeriesAsync(string selector, CancellationToken cancellation = default) =>
        await AskAsync($"/api/v1/series?match[]={Uri.EscapeDataString(selector)}", data => data.EnumerateArray().Select(Labels).ToList(), cancellation).ConfigureAwait(false);

    /// <summary>What the server's clock shows, nanoseconds since 1970 in UTC, to the millisecond.</summary>
    /// <exception cref="RecordsException">The server does not answer, or with an error.</exception>
    public Task<long> TimeAsync(CancellationToken cancellation = default) =>
        AskAsync("/api/v1/query?query=time()", data => Moment(data.GetProperty("result")), cancellation);

    /// <summary>The kinds that the programs gave of their metrics, by name; metrics of several kinds are left out.</summary>
    /// <exception cref="RecordsException">The server does not answer, or with an error.</exception>
    public Task<IReadOnlyDictionary<string, SeriesKind>> KindsAsync(CancellationToken cancellation = default) => AskAsync("/api/v1/metadata", Kinds, cancellation);

    private static IReadOnlyDictionary<string, SeriesKind> Kinds(JsonElement data)
    {
        var kinds = new Dictionary<string, SeriesKind>(StringComparer.Ordinal);
        foreach (var metric in data.EnumerateObject())
            if (metric.Value.EnumerateArray().Select(each => each.GetProperty("type").GetString()).Distinct().ToList() is [{ } type])
                kinds[metric.Name] = type switch { "counter" => SeriesKind.Counter, "gauge" or "summary" => SeriesKind.Gauge, _ => SeriesKind.Unknown };
        return kinds;
    }

    /// <summary>
    /// The samples of every series that a selector matches, as they were scraped, with their own moments. This is an instant query of a range selector: a range query
    /// would give values at its steps, each repeating the last sample before it.
    /// </summary>
    /// <param name="selector">Such as <c>{pod="a"}</c>.</param>
    /// <param name="from">Nanoseconds since 1970 in UTC.</param>
    /// <param name="to">Nanoseconds since 1970 in UTC; a server that leaves out one end of the range is asked for a little more.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RecordsException">The server does not answer, or with an error.</exception>
    public async Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> SamplesAsync(string selector, long from, long to, CancellationToken cancellation = default)
    {
        var (first, last) = (from / Milli, to / Milli + 1);
        var range = Math.Max(1, last - first + 1);
        var series = await AskAsync($"/api/v1/query?query={Uri.EscapeDataString($"{selector}[{range}ms]")}&time={Seconds(last)}", data => Matrix(data).ToList(), cancellation).ConfigureAwait(false);
        return [.. series.Select(each => (each.Series, Within(each.Timeline, from, to)))];
    }

    /// <summary>Values at equal steps, as the server interpolates them: each is the last sample at or before the step, up to five minutes old.</summary>
    /// <param name="query">An expression.</param>
    /// <param name="from">Nanoseconds since 1970 in UTC.</param>
    /// <param name="to">Nanoseconds since 1970 in UTC.</param>
    /// <param name="step">Nanoseconds.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RecordsException">The server does not answer, or with an error.</exception>
    public async Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> QueryRangeAsync(string query, long from, long to, long step, CancellationToken cancellation = default) =>
        await AskAsync($"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={Seconds(from / Milli)}&end={Seconds(to / Milli)}&step={Seconds(step / Milli)}", data => Matrix(data).ToList(), cancellation).ConfigureAwait(false);

    private const long Milli = 1_000_000;

    private static Timeline Within(Timeline timeline, long from, long to)
    {
        var (moments, values) = (new List<long>(timeline.Count), new List<double>(timeline.Count));
        for (var place = 0; place < timeline.Count; place++)
            if (timeline.Moments[place] >= from && timeline.Moments[place] <= to)
            {
                moments.Add(timeline.Moments[place]);
                values.Add(timeline.Values[place]);
            }
        return new(moments, values);
    }

    private static IEnumerable<(MetricSeries Series, Timeline Timeline)> Matrix(JsonElement data)
    {
        foreach (var result in data.GetProperty("result").EnumerateArray())
        {
            var labels = Labels(result.GetProperty("metric"));
            labels.Remove("__name__", out var name);
            var (moments, values) = (new List<long>(), new List<double>());
            foreach (var pair in result.GetProperty("values").EnumerateArray())
            {
                moments.Add(Moment(pair));
                values.Add(ExpositionText.Number(pair[1].GetString()));
            }
            yield return (new(name ?? "", labels), new(moments, values));
        }
    }

    private static long Moment(JsonElement pair) => (long)decimal.Round(pair[0].GetDecimal() * 1000) * Milli;

    private static Dictionary<string, string> Labels(JsonElement set) => set.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    private async Task<T> AskAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using var answer = await JsonAnswer.GetAsync(http, _root + path, "Prometheus", cancellation).ConfigureAwait(false);
        try
        {
            return read(answer.RootElement.GetProperty("data"));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or ArgumentException)
        {
            throw new RecordsException($"cannot read {_root}: the answer is not what Prometheus answers ({exception.Message}); check the address", exception);
        }
    }
}
