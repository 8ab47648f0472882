namespace Berth.Policies.Scaling.Foresight;

/// <summary>
/// What each second of a known load does with each number of replicas, whatever work was left before it. The work at a moment is that which was there at the begin of its second
/// plus what came and less what could be done since then, or that of a second that began without any, whichever is more (Lindley, 1952); both are the same for every level of work.
/// </summary>
internal sealed class PlannedSeconds
{
    private const long Second = 1_000_000_000;

    private readonly ServiceFuture _future;
    private readonly int _replicas, _levels;
    private readonly double _service, _slack, _step;
    private readonly double[] _sums, _reflected;
    private readonly ushort[] _late;

    /// <summary>Prepares all of them.</summary>
    /// <param name="future">The load.</param>
    /// <param name="least">Fewest replicas.</param>
    /// <param name="most">Most replicas.</param>
    /// <param name="levels">Levels of unfinished work, from none to as much as makes every request late.</param>
    internal PlannedSeconds(ServiceFuture future, int least, int most, int levels)
    {
        (_future, _levels, _replicas) = (future, levels, most - least + 1);
        Count = (int)((future.End + Second - 1) / Second);
        _service = future.Facts.MeanSeconds;
        _slack = Math.Max(0, future.Facts.ObjectiveSeconds - _service);
        _step = (_slack * most + most * _service) / (levels - 1);
        (_sums, _reflected) = (new double[(long)Count * _replicas], new double[(long)Count * _replicas]);
        _late = new ushort[(long)Count * _replicas * levels];
        double[] sums = [], reflections = [];
        for (int second = 0, first = 0; second < Count; second++)
        {
            var end = first;
            while (end < future.Arrivals.Length && future.Arrivals[end] < (second + 1) * Second)
                end++;
            if (sums.Length < end - first)
                (sums, reflections) = (new double[end - first], new double[end - first]);
            for (var index = 0; index < _replicas; index++)
                Prepare(second, index, least + index, first, sums.AsSpan(0, end - first), reflections.AsSpan(0, end - first));
            first = end;
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count { get; }

    /// <summary>Work after a second that began with so much, both in levels.</summary>
    internal double Left(int second, int index, double work)
    {
        var at = (long)second * _replicas + index;
        return Math.Max(work + _sums[at], _reflected[at]);
    }

    /// <summary>Requests of a second that will be late if it begins with the work of each level.</summary>
    internal ReadOnlySpan<ushort> Late(int second, int index) => new(_late, (second * _replicas + index) * _levels, _levels);

    private void Prepare(int second, int index, int replicas, int first, Span<double> sums, Span<double> reflections)
    {
        var (moment, sum, reflected) = (second * Second, 0.0, 0.0);
        var (mostSum, mostReflected) = (double.NegativeInfinity, 0.0);
        for (var request = 0; request < sums.Length; request++)
        {
            var arrival = _future.Arrivals[first + request];
            var done = (arrival - moment) * 1e-9 * replicas;
            (sums[request], reflections[request]) = (sum -= done, reflected = Math.Max(0, reflected - done));
            (mostSum, mostReflected) = (Math.Max(mostSum, sum), Math.Max(mostReflected, reflected));
            var service = _future.ServiceSeconds(first + request);
            (sum, reflected, moment) = (sum + service, reflected + service, arrival);
        }
        var rest = ((second + 1) * Second - moment) * 1e-9 * replicas;
        var at = (long)second * _replicas + index;
        (_sums[at], _reflected[at]) = ((sum - rest) / _step, Math.Max(0, reflected - rest) / _step);
        // All replicas busy, each half done with what it has: the next request waits for what is beyond that.
        var threshold = _slack * replicas + (replicas - 1) * _service / 2;
        for (var level = _levels - 1; level >= 0 && Math.Max(level * _step + mostSum, mostReflected) > threshold; level--)
        {
            var late = 0;
            for (var request = 0; request < sums.Length; request++)
                late += Math.Max(level * _step + sums[request], reflections[request]) > threshold ? 1 : 0;
            _late[at * _levels + level] = (ushort)Math.Min(late, ushort.MaxValue);
        }
    }
}
