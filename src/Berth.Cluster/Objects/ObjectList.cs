namespace Berth.Cluster.Objects;

/// <summary>A page of a list.</summary>
public sealed record ObjectList<T>
{
    /// <summary>Version of the list and where the next page begins.</summary>
    public ListMeta Metadata { get; set; } = new();

    /// <summary>The objects.</summary>
    public IReadOnlyList<T> Items { get; set; } = [];
}

/// <summary>What a list is known by.</summary>
public sealed record ListMeta
{
    /// <summary>Version from which a watch goes on after the list.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Where the next page begins; null or empty after the last.</summary>
    public string? Continue { get; init; }
}
