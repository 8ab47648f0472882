using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Scheduling;

/// <summary>Of the nodes a and b the policy would choose a; each rule makes it b, or none.</summary>
public sealed class PredicateTests
{
    private static readonly Taint Dedicated = new() { Key = "dedicated", Value = "lab", Effect = "NoSchedule" };

    private static Dictionary<string, string> Label(string name, string value) => new() { [name] = value };

    private static PodSpec Affine(params NodeSelectorTerm[] terms) => new() { Affinity = new() { NodeAffinity = new() { Required = new() { NodeSelectorTerms = terms } } } };

    private static PodAffinityTerm Web(string topology = "zone") => new() { LabelSelector = new() { MatchLabels = Label("app", "web") }, TopologyKey = topology };

    private static PodSpec Near(PodAffinityTerm term) => new() { Affinity = new() { PodAffinity = new() { Required = [term] } } };

    private static PodSpec Apart(PodAffinityTerm term) => new() { Affinity = new() { PodAntiAffinity = new() { Required = [term] } } };

    private static CoreScene Two() => new CoreScene().With(CoreScene.Node("a", labels: Label("zone", "north")), CoreScene.Node("b", labels: Label("zone", "south")));

    [Fact]
    public void Without_a_rule_it_is_a()
    {
        var scene = Two();
        Assert.Equal("a", scene.Place(scene.Pod("free")));
    }

    [Fact]
    public void Cores_decide()
    {
        var scene = Two();
        scene.With(scene.Pod("big", cpu: "3500m", node: "a"));
        Assert.Equal("b", scene.Place(scene.Pod("free")));
    }

    [Fact]
    public void Memory_decides()
    {
        var scene = Two();
        scene.With(scene.Pod("big", memory: "7.5Gi", node: "a"));
        Assert.Equal("b", scene.Place(scene.Pod("free")));
    }

    [Fact]
    public void The_number_of_pods_decides()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", pods: 2), CoreScene.Node("b"));
        scene.With(scene.Pod("one"), scene.Pod("two"), scene.Pod("three"));
        Assert.Equal(["a", "a", "b"], scene.Decide().OrderBy(each => each.Value.Pod.Id).Select(each => each.Value.Node!.Name));
    }

    [Fact]
    public void Extended_resources_decide()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", further: Label("example.com/fpga", "1")), CoreScene.Node("b", further: Label("example.com/fpga", "4")));
        scene.With(scene.Pod("one", further: Label("example.com/fpga", "1")), scene.Pod("two", further: Label("example.com/fpga", "1")));
        var placed = scene.Decide();
        Assert.Equal(("a", "b"), (placed["one"].Node!.Name, placed["two"].Node!.Name));
    }

    [Fact]
    public void Graphics_processors_decide_and_policies_see_them()
    {
        var scene = new CoreScene().With(CoreScene.Node("a"), CoreScene.Node("b", further: Label("nvidia.com/gpu", "2")));
        Assert.Equal("b", scene.Place(scene.Pod("learner", further: Label("nvidia.com/gpu", "2"))));
        Assert.Equal([0, 0], scene.Core.View.Gpus.Free(1).ToArray());
    }

    [Fact]
    public void Ephemeral_storage_decides()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", further: Label("ephemeral-storage", "1Gi")), CoreScene.Node("b", further: Label("ephemeral-storage", "10Gi")));
        Assert.Equal("b", scene.Place(scene.Pod("writer", further: Label("ephemeral-storage", "2Gi"))));
    }

    [Fact]
    public void A_cordon_decides()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", cordoned: true), CoreScene.Node("b"));
        Assert.Equal("b", scene.Place(scene.Pod("free")));
        var tolerant = new PodSpec { Tolerations = [new() { Key = "node.kubernetes.io/unschedulable", Operator = "Exists" }] };
        Assert.Equal("a", scene.Place(scene.Pod("daemon", spec: tolerant)));
    }

    [Theory]
    [InlineData("dedicated", "Equal", "lab", "NoSchedule", "a")]
    [InlineData("dedicated", null, "lab", null, "a")]
    [InlineData("dedicated", "Exists", null, "NoSchedule", "a")]
    [InlineData(null, "Exists", null, null, "a")]
    [InlineData("dedicated", "Equal", "office", "NoSchedule", "b")]
    [InlineData("dedicated", "Exists", null, "NoExecute", "b")]
    [InlineData("other", "Exists", null, null, "b")]
    [InlineData(null, null, null, null, "b")]
    public void Taints_and_tolerations_decide(string? key, string? how, string? value, string? effect, string node)
    {
        var scene = new CoreScene().With(CoreScene.Node("a", taints: [Dedicated]), CoreScene.Node("b"));
        Assert.Equal(node, scene.Place(scene.Pod("free", spec: new() { Tolerations = [new() { Key = key, Operator = how, Value = value, Effect = effect }] })));
    }

    [Fact]
    public void A_taint_that_is_only_to_be_avoided_does_not()
    {
        var scene = new CoreScene().With(CoreScene.Node("a", taints: [Dedicated with { Effect = "PreferNoSchedule" }]), CoreScene.Node("b"));
        Assert.Equal("a", scene.Place(scene.Pod("free")));
    }

    [Fact]
    public void A_node_selector_decides()
    {
        var scene = Two();
        Assert.Equal("b", scene.Place(scene.Pod("free", spec: new() { NodeSelector = Label("zone", "south") })));
    }

    [Theory]
    [InlineData("In", "south,east", "b")]
    [InlineData("NotIn", "north", "b")]
    [InlineData("Exists", "", "a")]
    [InlineData("DoesNotExist", "", null)]
    [InlineData("Near", "north", null)]
    public void Node_affinity_decides(string how, string values, string? node)
    {
        var scene = Two();
        var term = new NodeSelectorTerm { MatchExpressions = [new() { Key = "zone", Operator = how, Values = values.Split(',') }] };
        Assert.Equal(node, scene.Place(scene.Pod("free", spec: Affine(term))));
    }

    [Theory]
    [InlineData("Gt", "4", "b")]
    [InlineData("Lt", "16", "a")]
    [InlineData("Gt", "16", null)]
    public void Node_affinity_compares_numbers(string how, string bound, string? node)
    {
        var scene = new CoreScene().With(CoreScene.Node("a", labels: Label("cores", "2")), CoreScene.Node("b", labels: Label("cores", "16")));
        Assert.Equal(node, scene.Place(scene.Pod("free", spec: Affine(new NodeSelectorTerm { MatchExpressions = [new() { Key = "cores", Operator = how, Values = [bound] }] }))));
    }

    [Fact]
    public void One_term_of_node_affinity_is_enough_and_an_empty_one_holds_nowhere()
    {
        var scene = Two();
        var named = new NodeSelectorTerm { MatchFields = [new() { Key = "metadata.name", Operator = "In", Values = ["b"] }] };
        Assert.Equal("b", scene.Place(scene.Pod("named", spec: Affine(new(), named))));
        Assert.Null(scene.Place(scene.Pod("nowhere", spec: Affine(new NodeSelectorTerm()))));
    }

    [Fact]
    public void Host_ports_decide()
    {
        var scene = Two();
        ContainerPort Port(string? address = null, string protocol = "TCP") => new() { Port = 80, HostPort = 80, HostIp = address, Protocol = protocol };
        Assert.Equal("a", scene.Place(scene.Pod("first", ports: [Port("10.0.0.1")])));
        Assert.Equal("a", scene.Place(scene.Pod("elsewhere", ports: [Port("10.0.0.2")])));
        Assert.Equal("a", scene.Place(scene.Pod("datagrams", ports: [Port(protocol: "UDP")])));
        Assert.Equal("b", scene.Place(scene.Pod("any", ports: [Port()])));
        Assert.Contains("1 have port 80/TCP taken", scene.Refusal(scene.Pod("late", ports: [Port()])), StringComparison.Ordinal);
    }

    [Fact]
    public void Pod_affinity_decides()
    {
        var scene = Two();
        scene.With(scene.Pod("server", labels: Label("app", "web"), node: "b"));
        Assert.Equal("b", scene.Place(scene.Pod("client", spec: Near(Web()))));
    }

    [Fact]
    public void Pod_affinity_is_met_by_a_pod_of_its_namespace_or_of_those_it_names()
    {
        var scene = Two();
        scene.With(scene.Pod("server", labels: Label("app", "web"), node: "b", space: "other"));
        Assert.Null(scene.Place(scene.Pod("client", spec: Near(Web()))));
        Assert.Equal("b", scene.Place(scene.Pod("guest", spec: Near(Web() with { Namespaces = ["other"] }))));
        Assert.Equal("b", scene.Place(scene.Pod("everywhere", spec: Near(Web() with { NamespaceSelector = new() }))));
    }

    [Fact]
    public void The_first_of_pods_that_want_to_be_near_each_other_may_be_anywhere()
    {
        var scene = Two();
        scene.With(scene.Pod("ballast", cpu: "3", node: "a"));
        Assert.Equal("a", scene.Place(scene.Pod("one", labels: Label("app", "web"), spec: Near(Web()))));
        Assert.Null(scene.Place(scene.Pod("two", labels: Label("app", "web"), spec: Near(Web()))));
    }

    [Fact]
    public void Pod_anti_affinity_decides()
    {
        var scene = Two();
        scene.With(scene.Pod("server", labels: Label("app", "web"), node: "a"));
        Assert.Equal("b", scene.Place(scene.Pod("rival", spec: Apart(Web()))));
    }

    [Fact]
    public void Pod_anti_affinity_of_those_that_are_there_decides_too()
    {
        var scene = Two();
        scene.With(scene.Pod("hermit", spec: Apart(Web()), node: "a"));
        Assert.Equal("b", scene.Place(scene.Pod("server", labels: Label("app", "web"))));
        Assert.Equal("a", scene.Place(scene.Pod("other")));
        scene.Core.RemovePod(new("default", "hermit"));
        Assert.Equal("a", scene.Place(scene.Pod("second", labels: Label("app", "web"))));
    }

    [Fact]
    public void Replicas_that_want_to_be_apart_are_put_apart()
    {
        var scene = Two();
        scene.With(Enumerable.Range(1, 3).Select(each => scene.Pod($"web-{each}", labels: Label("app", "web"), spec: Apart(Web()))).ToArray());
        Assert.Equal(["a", "b", null], scene.Decide().OrderBy(each => each.Key).Select(each => each.Value.Node?.Name));
    }

    [Fact]
    public void Topology_spread_decides()
    {
        var scene = Two();
        var spread = new PodSpec { TopologySpreadConstraints = [new() { TopologyKey = "zone", MaxSkew = 1, LabelSelector = new() { MatchLabels = Label("app", "web") } }] };
        scene.With(Enumerable.Range(1, 4).Select(each => scene.Pod($"web-{each}", cpu: "100m", labels: Label("app", "web"), spec: spread)).ToArray());
        Assert.Equal(["a", "b", "a", "b"], scene.Decide().OrderBy(each => each.Key).Select(each => each.Value.Node?.Name));
    }

    [Fact]
    public void Topology_spread_leaves_out_what_the_selectors_exclude_and_nodes_without_the_label()
    {
        var scene = Two().With(CoreScene.Node("0"));
        var spread = new TopologySpreadConstraint { TopologyKey = "zone", LabelSelector = new() { MatchLabels = Label("app", "web") } };
        PodSpec Only(string? policy) => new() { NodeSelector = Label("zone", "north"), TopologySpreadConstraints = [spread with { NodeAffinityPolicy = policy }] };
        scene.With(scene.Pod("server", cpu: "100m", labels: Label("app", "web"), node: "a"));
        Assert.Equal("a", scene.Place(scene.Pod("honoured", cpu: "100m", labels: Label("app", "web"), spec: Only(null))));
        Assert.Null(scene.Place(scene.Pod("ignored", cpu: "100m", labels: Label("app", "web"), spec: Only("Ignore"))));
    }

    [Fact]
    public void Too_few_domains_count_as_empty_ones()
    {
        var scene = Two();
        var spread = new PodSpec { TopologySpreadConstraints = [new() { TopologyKey = "zone", MinDomains = 3, LabelSelector = new() { MatchLabels = Label("app", "web") } }] };
        scene.With(scene.Pod("north", labels: Label("app", "web"), node: "a"), scene.Pod("south", labels: Label("app", "web"), node: "b"));
        Assert.Null(scene.Place(scene.Pod("third", labels: Label("app", "web"), spec: spread)));
    }

    [Fact]
    public void A_preferred_spread_decides_nothing()
    {
        var scene = Two();
        var spread = new PodSpec { TopologySpreadConstraints = [new() { TopologyKey = "zone", WhenUnsatisfiable = "ScheduleAnyway", LabelSelector = new() { MatchLabels = Label("app", "web") } }] };
        scene.With(scene.Pod("one", labels: Label("app", "web"), node: "a"));
        Assert.Equal("a", scene.Place(scene.Pod("two", labels: Label("app", "web"), spec: spread)));
    }

    [Fact]
    public void What_is_not_weighed_keeps_a_pod_pending_with_a_word_about_it()
    {
        var scene = Two();
        var claims = new PodSpec { Volumes = [new() { Name = "data", PersistentVolumeClaim = new() { ClaimName = "disk" } }] };
        Assert.Contains("claim disk", scene.Refusal(scene.Pod("writer", spec: claims)), StringComparison.Ordinal);
        var byLabels = Near(Web() with { NamespaceSelector = new() { MatchLabels = Label("team", "x") } });
        Assert.Contains("namespaceSelector", scene.Refusal(scene.Pod("client", spec: byLabels)), StringComparison.Ordinal);
    }
}
