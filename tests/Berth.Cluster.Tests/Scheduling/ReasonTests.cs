using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Scheduling;

public sealed class ReasonTests
{
    private static Dictionary<string, string> Label(string name, string value) => new() { [name] = value };

    [Fact]
    public void Says_why_each_node_was_refused_and_what_would_help()
    {
        var scene = new CoreScene().With(
            CoreScene.Node("small-1", cpu: "1"), CoreScene.Node("small-2", cpu: "1"), CoreScene.Node("busy"), CoreScene.Node("closed", cordoned: true),
            CoreScene.Node("lab", taints: [new() { Key = "dedicated", Value = "lab", Effect = "NoSchedule" }]));
        scene.With(scene.Pod("ballast", cpu: "3", node: "busy"));
        Assert.Equal(
            "0 of 5 nodes can take it: 2 have too few cores, 1 are cordoned, 1 have the taint dedicated=lab:NoSchedule, which it does not tolerate, 1 have too little cpu free. "
            + "What would help: busy comes nearest, with 1000m of the 2000m cpu that it requests: request less, end something there, or add a node; "
            + "or kubectl uncordon closed; or a toleration of dedicated=lab:NoSchedule would admit it to lab.",
            scene.Refusal(scene.Pod("late", cpu: "2")));
    }

    [Fact]
    public void Helps_only_where_one_rule_alone_refuses()
    {
        var scene = new CoreScene().With(CoreScene.Node("lab", cpu: "1", taints: [new() { Key = "dedicated", Effect = "NoSchedule" }]));
        Assert.Equal("0 of 1 nodes can take it: 1 have the taint dedicated:NoSchedule, which it does not tolerate.", scene.Refusal(scene.Pod("late", cpu: "2")));
    }

    [Fact]
    public void Names_the_label_that_is_missing()
    {
        var scene = new CoreScene().With(CoreScene.Node("a"));
        Assert.Equal(
            "0 of 1 nodes can take it: 1 lack the label disk=ssd. What would help: kubectl label node a disk=ssd.",
            scene.Refusal(scene.Pod("fast", spec: new() { NodeSelector = Label("disk", "ssd") })));
    }

    [Fact]
    public void A_cluster_without_nodes_says_so()
    {
        var scene = new CoreScene();
        Assert.Equal("the cluster has no nodes", scene.Refusal(scene.Pod("early")));
    }

    [Fact]
    public void Where_the_rules_leave_a_node_the_policy_says_why_it_takes_none()
    {
        var scene = new CoreScene("edge").With(CoreScene.Node("a", labels: Label("berth/tier", "cloud")));
        Assert.Contains("is not in the edge tier", scene.Refusal(scene.Pod("near", annotations: Label("berth/source", "a"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_has_its_terms_the_next_best_and_the_refused()
    {
        var scene = new CoreScene("least-allocated").With(CoreScene.Node("a"), CoreScene.Node("b"), CoreScene.Node("c", cordoned: true));
        scene.With(scene.Pod("ballast", node: "a"));
        scene.Core.SetPod(scene.Pod("next"));
        var note = scene.Decide()["next"].Note!;
        Assert.Equal(("least-allocated", "b"), (note.Policy, note.Node));
        // 1 of 4 cores and 1 of 8 GiB: (25 + 12.5) / 2 percent.
        Assert.Equal(18.75, note.Score!.Value, 9);
        Assert.Equal(18.75, note.Terms!.Values.Sum(), 9);
        Assert.Equal("a", Assert.Single(note.Others!).Node);
        Assert.Equal(1, Assert.Single(note.Refused!).Nodes);
    }

    [Fact]
    public void Carbon_on_labels_decides()
    {
        Node Powered(string name, string carbon) => CoreScene.Node(name, labels: new()
        {
            ["berth/site"] = name, ["berth/idle-power"] = "60", ["berth/peak-power"] = "240W", ["berth/carbon-intensity"] = carbon,
        });
        var scene = new CoreScene("carbon-aware").With(Powered("a", "700"), Powered("b", "30"));
        Assert.Equal("b", scene.Place(scene.Pod("job", annotations: Label("berth/length", "20min"))));
        var other = new CoreScene("carbon-aware").With(Powered("a", "30"), Powered("b", "700"));
        Assert.Equal("a", other.Place(other.Pod("job", annotations: Label("berth/length", "20min"))));
    }

    [Fact]
    public void The_source_of_a_pod_decides_for_policies_that_keep_work_there()
    {
        var scene = new CoreScene("local").With(CoreScene.Node("a"), CoreScene.Node("b"));
        Assert.Equal("b", scene.Place(scene.Pod("camera", annotations: Label("berth/source", "b"))));
    }
}
