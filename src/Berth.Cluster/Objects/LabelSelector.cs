namespace Berth.Cluster.Objects;

/// <summary>Which objects, by their labels: all of its parts must hold, and an empty one selects every object.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels and their values.</summary>
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Requirements on labels.</summary>
    public IReadOnlyList<Requirement>? MatchExpressions { get; init; }

    /// <summary>Whether it selects every object.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => MatchLabels is not { Count: > 0 } && MatchExpressions is not { Count: > 0 };
}
