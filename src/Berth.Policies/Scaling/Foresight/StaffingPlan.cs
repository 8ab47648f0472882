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

    private readonly PlannedSeconds _load;
    private readonly int _ahead, _least, _replicas;
    private readonly byte[] _next;

    private StaffingPlan(ServiceFuture future, int ahead)
    {
        var most = Math.Min(future.Most, byte.MaxValue);
        (_ahead, _least) = (ahead, Math.Max(1, future.Least));
        _replicas = most - _least + 1;
        _load = new(future, _least, most, Levels);
        _next = new byte[(long)_load.Count * _replicas * Levels];
    }

    /// <summary>Replicas of each second that take requests.</summary>
    internal static byte[] Make(ServiceFuture future, int ahead)
    {
        if (double.IsInfinity(future.Facts.ObjectiveSeconds))
            return [.. Enumerable.Repeat((byte)Math.Max(1, future.Least), (int)((future.End + Second - 1) / Second))];
        var plan = new StaffingPlan(future, ahead);
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
        var after = new double[_replicas * Levels];
        var before = new double[_replicas * Levels];
        var entered = new double[_replicas * Levels];
        for (var second = _load.Count - 1; second >= 0; second--)
        {
            // What a second costs with so many replicas, from each level of work on.
            for (var index = 0; index < _replicas; index++)
            {
                var late = _load.Late(second, index);
                var costs = after.AsSpan(index * Levels, Levels);
                for (var level = 0; level < late.Length; level++)
                    entered[index * Levels + level] = _least + index + price * late[level] + Value(costs, _load.Left(second, index, level));
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
        var next = _next.AsSpan(second * _replicas * Levels, _replicas * Levels);
        var fewer = (Cost: double.PositiveInfinity, Chosen: 0);
        for (var index = 0; index < _replicas; index++)
        {
            var at = index * Levels + level;
            if (entered[at] < fewer.Cost)
                fewer = (entered[at], index);
            (before[at], next[at]) = (fewer.Cost, (byte)fewer.Chosen);
        }
        var more = (Cost: double.PositiveInfinity, Chosen: 0);
        for (var index = _replicas - 1; index >= 0; index--)
        {
            var at = index * Levels + level;
            more.Cost += _ahead;
            if (more.Cost < before[at])
                (before[at], next[at]) = (more.Cost, (byte)more.Chosen);
            if (entered[at] < more.Cost)
                more = (entered[at], index);
        }
    }

    private byte[] Follow()
    {
        var plan = new byte[_load.Count];
        var (index, left) = (0, 0.0);
        for (var second = 0; second < plan.Length; second++)
        {
            var level = Math.Min(Levels - 1, (int)Math.Round(left));
            index = _next[(second * _replicas + index) * Levels + level];
            plan[second] = (byte)(_least + index);
            left = _load.Left(second, index, left);
        }
        return plan;
    }

    /// <summary>Cost from the next second on, between two levels of work.</summary>
    private static double Value(ReadOnlySpan<double> costs, double work)
    {
        var position = Math.Min(work, Levels - 1);
        var below = Math.Min((int)position, Levels - 2);
        return costs[below] + (position - below) * (costs[below + 1] - costs[below]);
    }
}
