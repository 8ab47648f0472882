using Berth.Records.Formats.Loki;
using Berth.Records.Timelines;

namespace Berth.Records.Collection;

/// <summary>Gives the lines that have come to Loki since the last call. A line that comes late, with a moment before one already given, is missed beyond the overlap.</summary>
internal sealed class LokiFollower(LokiClient loki, string query, long from)
{
    /// <summary>How far back is asked again for lines of other streams that came later: ten seconds.</summary>
    private const long Overlap = 10_000_000_000;

    /// <summary>How far the clock of who wrote a line may be ahead.</summary>
    private const long Ahead = 3_600_000_000_000;

    private readonly HashSet<(long Moment, string Stream, string Line)> _seen = [];
    private long _from = from;

    /// <exception cref="RecordsException">Loki cannot be read.</exception>
    internal async Task<IReadOnlyList<LokiEntry>> TakeAsync(long now, CancellationToken cancellation)
    {
        var fresh = (await loki.QueryAsync(query, _from, now + Ahead, cancellation).ConfigureAwait(false))
            .Where(entry => _seen.Add((entry.Moment, MetricSeries.Write("", entry.Labels), entry.Line))).ToList();
        if (fresh.Count > 0)
            _from = Math.Max(_from, fresh[^1].Moment - Overlap);
        _seen.RemoveWhere(entry => entry.Moment < _from);
        return fresh;
    }
}
