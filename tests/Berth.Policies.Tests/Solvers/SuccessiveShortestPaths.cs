using Berth.Policies.Solvers;

namespace Berth.Policies.Tests.Solvers;

/// <summary>
/// The judge: cheapest flow by successive shortest paths with Bellman-Ford, after arcs of negative cost were filled
/// (Ahuja, Magnanti, Orlin, chapter 9). Slow, short, and nothing in common with the network simplex.
/// </summary>
internal static class SuccessiveShortestPaths
{
    /// <summary>The optimal cost; null when there is no flow. Unlimited arcs must not have a negative cost.</summary>
    internal static Int128? Cost(FlowNetwork network)
    {
        var excess = network.Supply.ToArray().Select(supply => (Int128)supply).ToArray();
        var flow = new long[network.ArcCount];
        for (var arc = 0; arc < flow.Length; arc++)
            if (network.Cost[arc] < 0)
            {
                Assert.NotEqual(FlowNetwork.Unlimited, network.Capacity[arc]);
                Push(network, flow, excess, arc, network.Capacity[arc]);
            }
        while (Array.FindIndex(excess, left => left > 0) is var source and >= 0)
        {
            var (distance, via) = Shortest(network, flow, source);
            var sink = Enumerable.Range(0, excess.Length).Where(node => excess[node] < 0 && distance[node] is not null).OrderBy(node => distance[node]).FirstOrDefault(-1);
            if (sink < 0)
                return null;
            var most = (long)Int128.Min(excess[source], -excess[sink]);
            var path = new List<(int Arc, bool Along)>();
            for (var node = sink; node != source; node = path[^1].Along ? network.From[path[^1].Arc] : network.To[path[^1].Arc])
            {
                path.Add(via[node]);
                var (arc, along) = via[node];
                most = Math.Min(most, along ? network.Capacity[arc] - flow[arc] : flow[arc]);
            }
            foreach (var (arc, along) in path)
                Push(network, flow, excess, arc, along ? most : -most);
        }
        return excess.Any(left => left != 0) ? null : flow.Select((carried, arc) => (Int128)carried * network.Cost[arc]).Aggregate((Int128)0, (sum, part) => sum + part);
    }

    private static void Push(FlowNetwork network, long[] flow, Int128[] excess, int arc, long amount)
    {
        flow[arc] += amount;
        excess[network.From[arc]] -= amount;
        excess[network.To[arc]] += amount;
    }

    private static (Int128?[] Distance, (int Arc, bool Along)[] Via) Shortest(FlowNetwork network, long[] flow, int source)
    {
        var (distance, via) = (new Int128?[network.NodeCount], new (int, bool)[network.NodeCount]);
        distance[source] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var arc = 0; arc < flow.Length; arc++)
                foreach (var along in (bool[])[true, false])
                {
                    var (from, to) = along ? (network.From[arc], network.To[arc]) : (network.To[arc], network.From[arc]);
                    if ((along ? flow[arc] >= network.Capacity[arc] : flow[arc] <= 0) || distance[from] is not { } start)
                        continue;
                    var end = start + (along ? network.Cost[arc] : -network.Cost[arc]);
                    if (distance[to] is { } known && known <= end)
                        continue;
                    (distance[to], via[to], changed) = (end, (arc, along), true);
                }
        }
        return (distance, via);
    }
}
