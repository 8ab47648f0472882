namespace Berth.Policies.Scaling.Foresight;

/// <summary>The queue of a service whose replicas are planned: first come, first served.</summary>
internal static class QueueOfPlan
{
    private const double Second = 1e9;

    /// <summary>How many requests are late.</summary>
    internal static int Late(ServiceFuture future, byte[] replicas)
    {
        // When each replica is free; one that is not in the plan of a second takes no new request then.
        var free = new double[replicas.DefaultIfEmpty().Max()];
        var (objective, late) = (future.Facts.ObjectiveSeconds, 0);
        // Requests begin in the order of their arrival.
        var earliest = 0.0;
        for (var request = 0; request < future.Arrivals.Length; request++)
        {
            var (arrival, service) = (future.Arrivals[request], future.ServiceSeconds(request));
            var begin = Math.Max(arrival / Second, earliest);
            while (true)
            {
                var second = Math.Min((int)begin, replicas.Length - 1);
                var first = 0;
                for (var replica = 1; replica < replicas[second]; replica++)
                    if (free[replica] < free[first])
                        first = replica;
                var next = (int)begin + 1.0;
                if (free[first] < next || second == replicas.Length - 1)
                {
                    begin = Math.Max(begin, free[first]);
                    free[first] = begin + service;
                    break;
                }
                begin = next;
            }
            earliest = begin;
            if (begin + service - arrival / Second > objective)
                late++;
        }
        return late;
    }
}
