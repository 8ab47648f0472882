namespace Berth.Cluster.Objects;

/// <summary>How evenly pods are spread over the values of a label of nodes.</summary>
public sealed record TopologySpreadConstraint
{
    /// <summary>By how many pods a domain may lead the one with the fewest.</summary>
    public int MaxSkew { get; set; } = 1;

    /// <summary>Label of nodes; each of its values is a domain.</summary>
    public string TopologyKey { get; set; } = "";

    /// <summary><c>DoNotSchedule</c> is a condition, <c>ScheduleAnyway</c> a preference.</summary>
    public string WhenUnsatisfiable { get; set; } = "DoNotSchedule";

    /// <summary>Which pods are counted; null is none.</summary>
    public LabelSelector? LabelSelector { get; init; }

    /// <summary>Labels of the pod whose values the counted pods share.</summary>
    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    /// <summary>While there are fewer domains the fewest count as 0.</summary>
    public int? MinDomains { get; init; }

    /// <summary><c>Ignore</c> counts nodes that the pod's selectors exclude; null is <c>Honor</c>.</summary>
    public string? NodeAffinityPolicy { get; init; }

    /// <summary><c>Honor</c> leaves out nodes whose taints the pod does not tolerate; null is <c>Ignore</c>.</summary>
    public string? NodeTaintsPolicy { get; init; }
}
