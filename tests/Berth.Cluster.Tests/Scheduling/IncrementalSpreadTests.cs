using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Predicates;
using Berth.Cluster.Scheduling.State;
using Berth.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Cluster.Tests.Scheduling;

/// <summary>Counts of topology spread that are kept up to date are those that are made anew.</summary>
public sealed class IncrementalSpreadTests
{
    private static readonly PodSpec Spread = new()
    {
        TopologySpreadConstraints = [new() { TopologyKey = "zone", LabelSelector = new() { MatchLabels = Labels("app", "web") }, MatchLabelKeys = ["version"] }],
    };

    [Fact]
    public void The_counts_after_any_history_are_those_made_anew() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), Holds).QuickCheckThrowOnFailure();

    private static void Holds(int seed)
    {
        var random = new RandomStream(seed, "history");
        var (model, pods) = (new ClusterModel(), new List<PodInfo>());
        var number = 0;
        for (var step = 0; step < 150; step++)
        {
            var name = $"node-{random.NextInt(6)}";
            switch (random.NextInt(12))
            {
                case 0:
                    model.Set(Harness.CoreScene.Node(name, labels: Labels("zone", $"zone-{random.NextInt(3)}"), cordoned: random.NextInt(4) == 0));
                    break;
                case 1:
                    model.Remove(name);
                    break;
                case < 6:
                    var pod = Made(random);
                    pods.Add(pod);
                    model.Place(pod, name);
                    break;
                case < 8 when pods.Count > 0:
                    var changed = pods[random.NextInt(pods.Count)];
                    model.Update(changed, Made(random).Pod with { Spec = changed.Pod.Spec });
                    break;
                case < 10 when pods.Count > 0:
                    var gone = pods[random.NextInt(pods.Count)];
                    pods.Remove(gone);
                    model.Remove(gone);
                    break;
            }
            if (random.NextInt(2) == 0 && model.Nodes.Count > 0)
                Compare(model, pods, Made(random));
        }

        PodInfo Made(RandomStream chance) => new(++number, new()
        {
            Metadata = new()
            {
                Name = $"pod-{number}", Namespace = "default", Uid = $"pod-{number}", DeletionTimestamp = chance.NextInt(6) == 0 ? DateTimeOffset.UnixEpoch : null,
                Labels = new Dictionary<string, string> { ["app"] = chance.NextInt(4) == 0 ? "other" : "web", ["version"] = chance.NextInt(2).ToString() },
            },
            Spec = Spread,
        });
    }

    private static void Compare(ClusterModel model, List<PodInfo> pods, PodInfo probe)
    {
        var anew = new ClusterModel();
        foreach (var node in model.Nodes)
            anew.Set(Harness.CoreScene.Node(node.Name, labels: new(node.Labels), cordoned: node.Unschedulable));
        foreach (var pod in pods.Where(pod => pod.Node!.IsKnown))
            anew.Place(new(pod.Id, pod.Pod), pod.Node!.Name);
        var (kept, made) = (new TopologySpread().For(probe, model)!, new TopologySpread().For(probe, anew)!);
        Assert.Equal(anew.Nodes.Where(made.Admits).Select(node => node.Name), model.Nodes.Where(kept.Admits).Select(node => node.Name));
    }

    private static Dictionary<string, string> Labels(string name, string value) => new() { [name] = value };
}
