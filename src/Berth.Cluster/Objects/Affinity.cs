namespace Berth.Cluster.Objects;

/// <summary>Conditions on the node of a pod. What is only preferred is not read.</summary>
public sealed record Affinity
{
    /// <summary>On the node itself.</summary>
    public NodeAffinity? NodeAffinity { get; init; }

    /// <summary>Near other pods.</summary>
    public PodAffinity? PodAffinity { get; init; }

    /// <summary>Away from other pods.</summary>
    public PodAffinity? PodAntiAffinity { get; init; }
}

/// <summary>Conditions on the node itself.</summary>
public sealed record NodeAffinity
{
    /// <summary>What must hold.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("requiredDuringSchedulingIgnoredDuringExecution")]
    public NodeSelector? Required { get; init; }
}

/// <summary>Terms of which one must hold.</summary>
public sealed record NodeSelector
{
    /// <summary>The terms.</summary>
    public IReadOnlyList<NodeSelectorTerm> NodeSelectorTerms { get; set; } = [];
}

/// <summary>Requirements that must all hold; a term without any holds nowhere.</summary>
public sealed record NodeSelectorTerm
{
    /// <summary>On labels.</summary>
    public IReadOnlyList<Requirement>? MatchExpressions { get; init; }

    /// <summary>On fields, of which there is <c>metadata.name</c>.</summary>
    public IReadOnlyList<Requirement>? MatchFields { get; init; }
}

/// <summary>One requirement on a label.</summary>
public sealed record Requirement
{
    /// <summary>Name of the label.</summary>
    public string Key { get; set; } = "";

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c> or <c>Lt</c>.</summary>
    public string Operator { get; set; } = "";

    /// <summary>The values that it is compared with.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>Conditions on the pods that already run near a node.</summary>
public sealed record PodAffinity
{
    /// <summary>What must hold.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("requiredDuringSchedulingIgnoredDuringExecution")]
    public IReadOnlyList<PodAffinityTerm>? Required { get; init; }
}

/// <summary>Pods, and how near counts as near.</summary>
public sealed record PodAffinityTerm
{
    /// <summary>Which pods; null is none.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>Namespaces of those pods; null or empty is that of the pod itself.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>Further namespaces by their labels; an empty selector is all.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>Label of nodes: those with the same value are near each other.</summary>
    public string TopologyKey { get; set; } = "";
}
