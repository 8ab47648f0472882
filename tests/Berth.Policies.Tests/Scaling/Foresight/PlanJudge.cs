using Berth.Policies.Scaling;

namespace Berth.Policies.Tests.Scaling.Foresight;

/// <summary>
/// Plays a service through, with so many replicas asked for in each second: those of the first second stand at the start, others are ready a start later; those that
/// start go first, then idle ones; who is at work ends it. Written for clarity, as another way to the same numbers.
/// </summary>
internal static class PlanJudge
{
    private sealed class Replica
    {
        internal double ReadyAt, FreeAt;
    }

    internal static int Late(ServiceFuture future, int[] plan)
    {
        List<Replica> replicas = [.. Enumerable.Range(0, plan[0]).Select(_ => new Replica())];
        var (request, late, before) = (0, 0, 0.0);
        for (var second = 0; request < future.Arrivals.Length; second++)
        {
            var wanted = plan[Math.Min(second, plan.Length - 1)];
            while (replicas.Count < wanted)
                replicas.Add(new() { ReadyAt = second + future.Facts.StartSeconds });
            while (replicas.Count > wanted)
                replicas.Remove(replicas.OrderByDescending(replica => replica.ReadyAt > second).ThenBy(replica => replica.FreeAt > second).ThenByDescending(replicas.IndexOf).First());
            while (request < future.Arrivals.Length)
            {
                var arrival = future.Arrivals[request] * 1e-9;
                var next = replicas.MinBy(replica => Math.Max(replica.ReadyAt, replica.FreeAt))!;
                var begin = Math.Max(Math.Max(arrival, before), Math.Max(next.ReadyAt, next.FreeAt));
                if (begin >= second + 1)
                    break;
                (next.FreeAt, before) = (begin + future.ServiceSeconds(request), begin);
                late += next.FreeAt - arrival > future.Facts.ObjectiveSeconds ? 1 : 0;
                request++;
            }
        }
        return late;
    }
}
