using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.State;
using Berth.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Cluster.Tests.Scheduling;

/// <summary>Whatever happens in whatever order, the view says what one says that is made anew.</summary>
public sealed class IncrementalViewTests
{
    [Fact]
    public void The_view_after_any_history_is_the_view_made_anew() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), Holds).QuickCheckThrowOnFailure();

    private static void Holds(int seed)
    {
        var random = new RandomStream(seed, "history");
        var model = new ClusterModel();
        var pods = new List<PodInfo>();
        for (var step = 0; step < 120; step++)
        {
            var node = $"node-{random.NextInt(6)}";
            switch (random.NextInt(10))
            {
                case 0:
                    model.Set(Harness.CoreScene.Node(node, cpu: (1 + random.NextInt(4)).ToString(), pods: 3));
                    break;
                case 1:
                    model.Remove(node);
                    break;
                case < 6:
                    var pod = new PodInfo(step, Pod($"pod-{step}", $"{random.NextInt(20)}00m", $"{random.NextInt(5)}Gi"));
                    pods.Add(pod);
                    model.Place(pod, node);
                    break;
                default:
                    if (pods.Count == 0)
                        break;
                    var gone = pods[random.NextInt(pods.Count)];
                    pods.Remove(gone);
                    model.Remove(gone);
                    break;
            }
            if (random.NextInt(3) == 0)
                _ = model.View;
        }
        foreach (var node in model.Nodes)
        {
            var there = pods.Where(pod => pod.Node == node).ToList();
            Assert.Equal(there.Count, model.View.Tasks[node.Index]);
            // More than a node has counts as all of it; in between, what one resource lacks takes nothing from the other.
            Assert.Equal(Math.Max(0, node.Cpu - there.Sum(pod => pod.Demand.Cpu)), model.View.CpuFree[node.Index]);
            Assert.Equal(Math.Max(0, node.Memory - there.Sum(pod => pod.Demand.Memory)), model.View.MemoryFree[node.Index]);
        }
    }

    private static Pod Pod(string name, string cpu, string memory) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", Uid = name },
        Spec = new() { Containers = [new() { Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = cpu, ["memory"] = memory } } }] },
    };
}
