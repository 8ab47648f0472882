using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Berth.Records.Timelines;

namespace Berth.Records.Formats.Loki;

/// <summary>Reads and writes lines of logs by the HTTP interface of Loki (https://grafana.com/docs/loki/latest/reference/loki-http-api/).</summary>
/// <param name="http">Client to use; stays its owner's.</param>
/// <param name="server">Address of the server.</param>
public sealed class LokiClient(HttpClient http, Uri server)
{
    /// <summary>Lines that are asked for at once: what Loki allows by default.</summary>
    private const int Page = 5000;

    private readonly string _root = server.AbsoluteUri.TrimEnd('/');

    /// <summary>
    /// Every line that a query matches, from the oldest, however many they are: page after page. Lines of the last moment of a page are asked for again with the next, and those
    /// already seen are left out.
    /// </summary>
    /// <param name="query">A LogQL selector such as <c>{app="api"}</c>, which may filter lines.</param>
    /// <param name="from">Nanoseconds since 1970 in UTC, included.</param>
    /// <param name="to">Nanoseconds since 1970 in UTC, not included.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RecordsException">The server does not answer, or with an error, or more lines than a page have one moment.</exception>
    public async Task<IReadOnlyList<LokiEntry>> QueryAsync(string query, long from, long to, CancellationToken cancellation = default)
    {
        var entries = new List<LokiEntry>();
        var limit = Page;
        while (true)
        {
            var page = await PageAsync(query, from, to, limit, cancellation).ConfigureAwait(false);
            var known = entries.Count;
            // A server may have a lower limit than was asked for: only an empty rest says that it was the end.
            var fresh = page.Where(entry => !Seen(entries, entry, from)).ToList();
            entries.AddRange(fresh);
            if (fresh.Count == 0)
                return page.Count >= limit ? throw new RecordsException($"cannot read {_root}: more than {limit} lines have the moment {from}; narrow the query {query}") : entries;
            from = entries[^1].Moment;
        }
    }

    /// <summary>Adds lines.</summary>
    /// <exception cref="RecordsException">The server does not answer, or refuses them.</exception>
    public async Task PushAsync(IEnumerable<LokiEntry> entries, CancellationToken cancellation = default)
    {
        var streams = entries.GroupBy(entry => MetricSeries.Write("", entry.Labels), StringComparer.Ordinal).Select(stream => new
        {
            stream = stream.First().Labels,
            values = stream.Select(entry => new[] { entry.Moment.ToString(CultureInfo.InvariantCulture), entry.Line }),
        });
        try
        {
            using var response = await http.PostAsJsonAsync(new Uri(_root + "/loki/api/v1/push"), new { streams }, cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new RecordsException($"cannot write to {_root}: Loki answers {(int)response.StatusCode}: " +
                    await JsonAnswer.ExplanationAsync(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false) + "; check the lines and their moments");
        }
        catch (HttpRequestException exception)
        {
            throw new RecordsException($"cannot write to {_root}: {exception.Message}; start Loki or check its address", exception);
        }
    }

    private static bool Seen(List<LokiEntry> entries, LokiEntry entry, long from)
    {
        if (entry.Moment > from)
            return false;
        for (var place = entries.Count - 1; place >= 0 && entries[place].Moment >= from; place--)
            if (entries[place].Moment == entry.Moment && entries[place].Line == entry.Line && MetricSeries.Write("", entries[place].Labels) == MetricSeries.Write("", entry.Labels))
                return true;
        return false;
    }

    private async Task<List<LokiEntry>> PageAsync(string query, long from, long to, int limit, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{_root}/loki/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={from}&end={to}&limit={limit}&direction=forward");
        using var answer = await JsonAnswer.GetAsync(http, address, "Loki", cancellation).ConfigureAwait(false);
        var entries = new List<LokiEntry>();
        try
        {
            foreach (var stream in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
            {
                var labels = stream.GetProperty("stream").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");
                foreach (var value in stream.GetProperty("values").EnumerateArray())
                    entries.Add(new(labels, long.Parse(value[0].GetString()!, CultureInfo.InvariantCulture), value[1].GetString()!));
            }
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new RecordsException($"cannot read {_root}: the answer holds no streams of lines; check that this is the address of Loki", exception);
        }
        // Streams come one after the other; lines of one moment keep their order.
        return [.. entries.OrderBy(entry => entry.Moment)];
    }
}
