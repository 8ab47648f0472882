using Berth.Accounting.Statistics;

namespace Berth.Accounting.Services;

/// <summary>Collects what happens to a service and sums it up: both worlds keep the same books.</summary>
/// <param name="objectiveSeconds">Bound of the latency; infinite when nothing is promised.</param>
public sealed class ServiceLedger(double objectiveSeconds)
{
    private const int MostPoints = 1000;

    private readonly List<ServiceSecond> _seconds = [];
    private readonly List<ScalingStep> _steps = [];

    /// <summary>Adds the second that has just ended.</summary>
    public void Add(in ServiceSecond second) => _seconds.Add(second);

    /// <summary>Adds a decision that changed something. Of more than a thousand the largest changes are kept.</summary>
    public void Add(ScalingStep step)
    {
        _steps.Add(step);
        if (_steps.Count >= 2 * MostPoints)
            Prune();
    }

    /// <summary>Sums up.</summary>
    /// <param name="requests">Every request: when it was scheduled, in seconds from the start of the run, ascending, and its latency; infinite for what was refused or lost.</param>
    /// <param name="identity">Which run it was, with everything that is not counted here left at its default.</param>
    public ServiceOutcome Close(ServiceRequests requests, ServiceOutcome identity)
    {
        var ascending = requests.Latencies.Where(float.IsFinite).Select(latency => (double)latency).ToArray();
        Array.Sort(ascending);
        var infinite = requests.Latencies.Length - ascending.Length;
        double? Percentile(double percentile) => requests.Latencies.Length == 0 || Percentiles.NearestRank(ascending, percentile, infinite) is not (var value and < double.PositiveInfinity) ? null : value;
        if (_steps.Count > MostPoints)
            Prune();
        var within = Array.BinarySearch(ascending, Math.BitIncrement(objectiveSeconds));
        return identity with
        {
            Requests = requests.Latencies.Length,
            Completed = ascending.Length,
            MeanSeconds = ascending.Length == 0 ? null : ascending.Average(),
            P50Seconds = Percentile(50),
            P95Seconds = Percentile(95),
            P99Seconds = Percentile(99),
            Attainment = double.IsInfinity(objectiveSeconds) || requests.Latencies.Length == 0 ? null : (double)(within < 0 ? ~within : within) / requests.Latencies.Length,
            CoreSeconds = _seconds.Sum(second => second.Cores),
            StandbyCoreSeconds = _seconds.Sum(second => second.StandbyCores),
            Cdf = EmpiricalCdf.Points(ascending, infinite),
            Series = Series(requests),
            Steps = _steps,
        };
    }

    private List<ServiceInterval> Series(ServiceRequests requests)
    {
        var length = Math.Max(1, (_seconds.Count + MostPoints - 1) / MostPoints);
        var series = new List<ServiceInterval>();
        var request = 0;
        for (var begin = 0; begin < _seconds.Count; begin += length)
        {
            var seconds = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_seconds)[begin..Math.Min(begin + length, _seconds.Count)];
            var end = begin + seconds.Length;
            var first = request;
            while (request < requests.Scheduled.Length && requests.Scheduled[request] < end * 1_000_000_000L)
                request++;
            series.Add(Interval(seconds, end, requests.Latencies.AsSpan(first, request - first)));
        }
        return series;
    }

    private static ServiceInterval Interval(ReadOnlySpan<ServiceSecond> seconds, double end, ReadOnlySpan<float> latencies)
    {
        var (queued, ready, cores, busy) = (0.0, 0.0, 0.0, 0.0);
        foreach (ref readonly var second in seconds)
        {
            queued += second.Queued;
            ready += second.Ready;
            cores += second.Cores;
            busy += second.Busy;
        }
        var completed = new List<double>(latencies.Length);
        foreach (var latency in latencies)
            if (float.IsFinite(latency))
                completed.Add(latency);
        completed.Sort();
        var count = seconds.Length;
        return new(
            end,
            (double)latencies.Length / count,
            queued / count,
            ready / count,
            seconds[^1].Desired,
            cores / count,
            ready > 0 ? 100 * busy / ready : 0,
            completed.Count == 0 ? null : Percentiles.NearestRank(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(completed), 99),
            latencies.Length - completed.Count);
    }

    private void Prune()
    {
        List<ScalingStep> kept = [.. _steps.OrderByDescending(step => Math.Abs(step.To - step.From)).Take(MostPoints).OrderBy(step => step.AtSeconds)];
        _steps.Clear();
        _steps.AddRange(kept);
    }
}

/// <summary>Every request of a run.</summary>
/// <param name="Scheduled">When each was scheduled: nanoseconds from the start of the run, ascending.</param>
/// <param name="Latencies">Seconds from then to its answer; infinite for what was refused or lost.</param>
public sealed record ServiceRequests(long[] Scheduled, float[] Latencies);

/// <summary>One second of a service: means over it, and the number of replicas that were asked for at its end.</summary>
/// <param name="Queued">Requests that waited.</param>
/// <param name="Busy">Requests that were served.</param>
/// <param name="Ready">Cores of the replicas that took requests.</param>
/// <param name="Desired">Replicas that were asked for.</param>
/// <param name="Cores">Cores that were reserved, standby included.</param>
/// <param name="StandbyCores">Cores that standby reserved.</param>
public readonly record struct ServiceSecond(double Queued, double Busy, double Ready, int Desired, double Cores, double StandbyCores);
