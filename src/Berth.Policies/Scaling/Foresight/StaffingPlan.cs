namespace Berth.Policies.Scaling.Foresight;

/// <summary>
/// Replicas for each second of a known load: the least core-seconds, starts included, with which as many requests are in time as the objective wants.
/// Unfinished work of a second depends on what was left before, its arrivals and the replicas; late requests have a price (a Lagrange multiplier), which is
/// searched for by bisection, and every plan is judged by an exact simulation of its queue.
/// </summary>
internal sealed class StaffingPlan
{
    private const long Second = 1_000_000_000;
    private const int Searches = 9;

    /// <summary>Part of what the objective allows: who retires when is not planned to the last request.</summary>
    private const double Use = 0.95;

    /// <summary>Levels of unfinished work, from none to as much as makes every request late.</summary>
    private const int Levels = 20;

    private readonly ServiceFuture _future;
    private readonly int _ahead, _seconds, _least, _most;
    private readonly double _service, _slack, _step;
    private readonly int[] _first;
    private readonly byte[] _next;
    private double[] _sums = [], _reflections = [];
    private double _mostSum, _mostReflected, _endSum, _endReflected, _threshold;
    private int _requests;

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
            while (request < future.Arrivals.Length && future.Arrivals[request] < second * Second)
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
        var allowed = (1 - future.Facts.ObjectivePercentile / 100) * future.Arrivals.Length * Use;
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
            {
                Enter(second, _least + index);
                for (var level = 0; level < Levels; level++)
                {
                    var (left, late) = Pass(level * _step);
                    entered[index * Levels + level] = _least + index + price * late + Value(after, index, left);
                }
            }
            for (var level = 0; level < Levels; level++)
                Choose(second, level, entered, before);
            (after, before) = (before, after);
        }
        return Follow();
    }

    /// <summary>Which number is best after which: fewer cost nothing, more are paid for while they start and take no requests.</summary>
    private void Choose(int second, int level, double[] entered, double[] before)
    {
        var fewer = (Cost: double.PositiveInfinity, Chosen: 0);
        for (var index = 0; index < Replicas; index++)
        {
            if (entered[index * Levels + level] < fewer.Cost)
                fewer = (entered[index * Levels + level], index);
            (before[index * Levels + level], _next[((long)second * Replicas + index) * Levels + level]) = (fewer.Cost, (byte)fewer.Chosen);
        }
        var more = (Cost: double.PositiveInfinity, Chosen: 0);
        for (var index = Replicas - 1; index >= 0; index--)
        {
            more.Cost += _ahead;
            if (more.Cost < before[index * Levels + level])
                (before[index * Levels + level], _next[((long)second * Replicas + index) * Levels + level]) = (more.Cost, (byte)more.Chosen);
            if (entered[index * Levels + level] < more.Cost)
                more = (entered[index * Levels + level], index);
        }
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
            Enter(second, _least + index);
            left = Pass(left).Left;
        }
        return plan;
    }

    /// <summary>
    /// Prepares a second with so many replicas. The work at a moment is that which was there at its begin plus what came and less what could be done since then, or
    /// that of a second that began without any, whichever is more (Lindley, 1952); both are the same for every level of work.
    /// </summary>
    private void Enter(int second, int replicas)
    {
        var (moment, sum, reflected) = (second * Second, 0.0, 0.0);
        (_mostSum, _mostReflected) = (double.NegativeInfinity, 0);
        // All replicas busy, each half done with what it has: the next request waits for what is beyond that.
        _threshold = _slack * replicas + (replicas - 1) * _service / 2;
        _requests = _first[second + 1] - _first[second];
        if (_sums.Length < _requests)
            (_sums, _reflections) = (new double[_requests], new double[_requests]);
        for (var request = 0; request < _requests; request++)
        {
            var arrival = _future.Arrivals[_first[second] + request];
            var done = (arrival - moment) * 1e-9 * replicas;
            (_sums[request], _reflections[request]) = (sum -= done, reflected = Math.Max(0, reflected - done));
            _mostSum = Math.Max(_mostSum, sum);
            _mostReflected = Math.Max(_mostReflected, reflected);
            var service = _future.ServiceSeconds(_first[second] + request);
            (sum, reflected, moment) = (sum + service, reflected + service, arrival);
        }
        var rest = ((second + 1) * Second - moment) * 1e-9 * replicas;
        (_endSum, _endReflected) = (sum - rest, Math.Max(0, reflected - rest));
    }

    /// <summary>The second that was prepared, from so much work on: what is left after it, and how many of its requests will be late.</summary>
    private (double Left, int Late) Pass(double work)
    {
        var late = 0;
        if (Math.Max(work + _mostSum, _mostReflected) > _threshold)
            for (var request = 0; request < _requests; request++)
                late += Math.Max(work + _sums[request], _reflections[request]) > _threshold ? 1 : 0;
        return (Math.Max(work + _endSum, _endReflected), late);
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
