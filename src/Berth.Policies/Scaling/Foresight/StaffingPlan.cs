namespace Berth.Policies.Scaling.Foresight;

/// <summary>
/// Replicas for each second of a known load: the least core-seconds, starts included, with which as many requests are in time as the objective wants.
/// Unfinished work of a second depends on what was left before, its arrivals and the replicas; late requests have a price (a Lagrange multiplier), which is
/// searched for by bisection, and every plan is judged by an exact simulation of its queue.
/// </summary>
internal sealed class StaffingPlan
{
    private const long Second = 1_000_000_000;
    private const int Searches = 14;

    /// <summary>Levels of unfinished work, from none to as much as makes every request late.</summary>
    private const int Levels = 20;

    private readonly ServiceFuture _future;
    private readonly int _ahead, _seconds, _least, _most;
    private readonly double _service, _slack, _step;
    private readonly int[] _first;
    private readonly byte[] _next;

    private StaffingPlan(ServiceFuture future, int ahead)
    {
        (_future, _ahead, _least, _most) = (future, ahead, Math.Max(1, future.Least), Math.Min(future.Most, byte.MaxValue));
        _seconds = (int)((future.End + Second - 1) / Second);
        _service = future.Facts.MeanSeconds;
        _slack = Math.Max(0, future.Facts.ObjectiveSeconds - _service);
        _step = (_slack * _most + _most * _service) / (Levels - 1);
        _first = new int[_seconds + 1];
        for (int second = 0, request = 0; second <= _seconds; second++)
        {
            while (request < future.Arrivals.Count && future.Arrivals[request] < second * Second)
                request++;
            _first[second] = request;
        }
        _next = new byte[(long)_seconds * Replicas * Levels];
    }

    private int Replicas => _most - _least + 1;

    /// <summary>Replicas of each second that take requests.</summary>
    internal static byte[] Make(ServiceFuture future, int ahead)
    {
        var plan = new StaffingPlan(future, ahead);
        if (double.IsInfinity(future.Facts.ObjectiveSeconds))
            return [.. Enumerable.Repeat((byte)plan._least, plan._seconds)];
        var allowed = (1 - future.Facts.ObjectivePercentile / 100) * future.Arrivals.Count;
        byte[]? best = null;
        // The price of a late request in core-seconds: more than any number of replicas could cost, and next to nothing.
        var (low, high) = (Math.Log(1e-3), Math.Log(1e4));
        for (var search = 0; search < Searches; search++)
        {
            var middle = (low + high) / 2;
            var candidate = plan.Cheapest(Math.Exp(middle));
            if (QueueOfPlan.Late(future, candidate) <= allowed)
                (best, high) = (candidate, middle);
            else
                low = middle;
        }
        return best ?? plan.Cheapest(Math.Exp(high));
    }

    /// <summary>The plan that costs least when a late request costs so many core-seconds.</summary>
    private byte[] Cheapest(double price)
    {
        var after = new double[Replicas * Levels];
        var before = new double[Replicas * Levels];
        var entered = new double[Replicas * Levels];
        for (var second = _seconds - 1; second >= 0; second--)
        {
            // What a second costs with so many replicas, from each level of work on.
            for (var index = 0; index < Replicas; index++)
                for (var level = 0; level < Levels; level++)
                {
                    var (left, late) = Pass(second, _least + index, level * _step);
                    entered[index * Levels + level] = _least + index + price * late + Value(after, index, left);
                }
            // And which number is best after which: a start is paid for while it takes no requests.
            for (var index = 0; index < Replicas; index++)
                for (var level = 0; level < Levels; level++)
                {
                    var (best, chosen) = (double.PositiveInfinity, 0);
                    for (var other = 0; other < Replicas; other++)
                    {
                        var cost = entered[other * Levels + level] + Math.Max(0, other - index) * _ahead;
                        if (cost < best)
                            (best, chosen) = (cost, other);
                    }
                    before[index * Levels + level] = best;
                    _next[((long)second * Replicas + index) * Levels + level] = (byte)chosen;
                }
            (after, before) = (before, after);
        }
        return Follow();
    }

    private byte[] Follow()
    {
        var plan = new byte[_seconds];
        var (index, left) = (0, 0.0);
        for (var second = 0; second < _seconds; second++)
        {
            var level = Math.Min(Levels - 1, (int)Math.Round(left / _step));
            index = _next[((long)second * Replicas + index) * Levels + level];
            plan[second] = (byte)(_least + index);
            left = Pass(second, _least + index, left).Left;
        }
        return plan;
    }

    /// <summary>A second with so many replicas: the work that is left after it, and how many of its requests will be late.</summary>
    private (double Left, int Late) Pass(int second, int replicas, double work)
    {
        var (late, moment, begin) = (0, second * Second, second * Second);
        // All replicas busy, each half done with what it has: the next request waits for what is beyond that.
        var threshold = _slack * replicas + (replicas - 1) * _service / 2;
        for (var request = _first[second]; request < _first[second + 1]; request++)
        {
            var arrival = _future.Arrivals[request];
            work = Math.Max(0, work - (arrival - moment) * 1e-9 * replicas);
            if (work > threshold)
                late++;
            work += _service;
            moment = arrival;
        }
        return (Math.Max(0, work - (begin + Second - moment) * 1e-9 * replicas), late);
    }

    /// <summary>Cost from the next second on, between two levels of work.</summary>
    private double Value(double[] costs, int index, double work)
    {
        var position = Math.Min(work / _step, Levels - 1);
        var below = Math.Min((int)position, Levels - 2);
        var (low, high) = (costs[index * Levels + below], costs[index * Levels + below + 1]);
        return low + (position - below) * (high - low);
    }
}
