namespace Berth.Cluster.Objects;

/// <summary>The groups of an API server.</summary>
public sealed record ApiGroups
{
    /// <summary>The groups; the one without a name is not among them.</summary>
    public IReadOnlyList<ApiGroup> Groups { get; set; } = [];
}

/// <summary>A group of the API.</summary>
public sealed record ApiGroup
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The versions that the server has, the preferred one first.</summary>
    public IReadOnlyList<ApiGroupVersion> Versions { get; set; } = [];
}

/// <summary>A version of a group.</summary>
public sealed record ApiGroupVersion
{
    /// <summary>Its name: <c>v1</c>.</summary>
    public string Version { get; set; } = "";
}
