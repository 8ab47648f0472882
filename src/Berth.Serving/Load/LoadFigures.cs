using Berth.Accounting.Statistics;

namespace Berth.Serving.Load;

/// <summary>The figures of a load. Times are the load's own: not stretched. What a percentile falls on beyond the answered requests is infinite.</summary>
public sealed class LoadFigures
{
    /// <summary>The generator has kept up when 99 % of the requests were sent at most so long after their moments.</summary>
    public const double LatenessLimitSeconds = 0.010;

    private readonly double[] _latencies;
    private readonly double[] _lateness;

    /// <summary>Sums a load.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="seconds">Length of the load on its own time; 0 is until the last request.</param>
    public LoadFigures(LoadResult result, double seconds)
    {
        var perSecond = 1e9 * result.Stretch;
        var requests = result.Requests;
        _latencies = [.. requests.Where(request => request.Outcome == LoadOutcome.Completed).Select(request => request.Latency / perSecond).Order()];
        _lateness = [.. requests.Select(request => request.Lateness / perSecond).Order()];
        (Requests, Completed) = (requests.Count, _latencies.Length);
        (Refused, Failed, TimedOut, Abandoned) = (Count(LoadOutcome.Refused), Count(LoadOutcome.Failed), Count(LoadOutcome.TimedOut), Count(LoadOutcome.Abandoned));
        Seconds = result.Interrupted || seconds == 0 ? (requests.Count > 0 ? requests[^1].Scheduled / perSecond : 0) : seconds;
        Statuses = requests.Where(request => request.Status > 0).GroupBy(request => request.Status).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count());
        var judged = requests.Where(request => request.Outcome == LoadOutcome.Completed && request.Correct is not null).ToList();
        Correct = judged.Count > 0 ? judged.Count(request => request.Correct == true) / (double)judged.Count : null;

        int Count(LoadOutcome outcome) => requests.Count(request => request.Outcome == outcome);
    }

    /// <summary>Requests that were sent.</summary>
    public int Requests { get; }

    /// <summary>Of those, answered in time.</summary>
    public int Completed { get; }

    /// <summary>Of those, refused.</summary>
    public int Refused { get; }

    /// <summary>Of those, failed.</summary>
    public int Failed { get; }

    /// <summary>Of those, not answered in time.</summary>
    public int TimedOut { get; }

    /// <summary>Of those, unanswered when the load was stopped.</summary>
    public int Abandoned { get; }

    /// <summary>Length of the load.</summary>
    public double Seconds { get; }

    /// <summary>How many answers had each status.</summary>
    public IReadOnlyDictionary<int, int> Statuses { get; }

    /// <summary>Part of the completed requests whose answer was right, of those of which that is known; null without any.</summary>
    public double? Correct { get; }

    /// <summary>Requests that were sent more than <see cref="LatenessLimitSeconds"/> late.</summary>
    public int SentLate => _lateness.Count(seconds => seconds > LatenessLimitSeconds);

    /// <summary>Whether the generator kept to the schedule.</summary>
    public bool KeptUp => Requests == 0 || Lateness(99) <= LatenessLimitSeconds;

    /// <summary>So many requests as a mean rate over the load.</summary>
    public double PerSecond(int requests) => Seconds > 0 ? requests / Seconds : 0;

    /// <summary>A percentile of the latency in seconds, over all requests but abandoned ones; what was not completed is infinitely late. Null without requests.</summary>
    public double? Latency(double percentile) => Of(_latencies, percentile, Requests - Abandoned - Completed);

    /// <summary>The same over completed requests alone; null without any.</summary>
    public double? CompletedLatency(double percentile) => Of(_latencies, percentile, 0);

    /// <summary>Mean latency of completed requests in seconds; null without any.</summary>
    public double? MeanLatency => Completed > 0 ? _latencies.Average() : null;

    /// <summary>A percentile of how late requests were sent, in seconds; null without requests.</summary>
    public double? Lateness(double percentile) => Of(_lateness, percentile, 0);

    private static double? Of(double[] ascending, double percentile, int infinite) =>
        ascending.Length + infinite > 0 ? Percentiles.NearestRank(ascending, percentile, infinite) : null;
}
