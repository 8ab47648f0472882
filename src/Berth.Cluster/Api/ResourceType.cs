namespace Berth.Cluster.Api;

/// <summary>A kind of object, as addresses name it.</summary>
/// <param name="Group">Group of the API; empty is the core.</param>
/// <param name="Version">Version of the group.</param>
/// <param name="Plural">Name in addresses: <c>pods</c>.</param>
/// <param name="Namespaced">Whether its objects are in namespaces.</param>
public sealed record ResourceType(string Group, string Version, string Plural, bool Namespaced)
{
    /// <summary>Pods.</summary>
    public static ResourceType Pods { get; } = new("", "v1", "pods", true);

    /// <summary>Nodes.</summary>
    public static ResourceType Nodes { get; } = new("", "v1", "nodes", false);

    /// <summary>Namespaces.</summary>
    public static ResourceType Namespaces { get; } = new("", "v1", "namespaces", false);

    /// <summary>Configuration.</summary>
    public static ResourceType ConfigMaps { get; } = new("", "v1", "configmaps", true);

    /// <summary>Services.</summary>
    public static ResourceType Services { get; } = new("", "v1", "services", true);

    /// <summary>Events.</summary>
    public static ResourceType Events { get; } = new("", "v1", "events", true);

    /// <summary>Leases.</summary>
    public static ResourceType Leases { get; } = new("coordination.k8s.io", "v1", "leases", true);

    /// <summary>Deployments.</summary>
    public static ResourceType Deployments { get; } = new("apps", "v1", "deployments", true);

    /// <summary><c>v1</c> or <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Address of all, of one namespace, of one object or of a part of it.</summary>
    /// <param name="space">Namespace; null is all.</param>
    /// <param name="name">Object; null is all.</param>
    /// <param name="part">Sub-resource: <c>binding</c>, <c>scale</c>; null is the object itself.</param>
    public string Path(string? space = null, string? name = null, string? part = null) =>
        (Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}")
        + (Namespaced && !string.IsNullOrEmpty(space) ? $"/namespaces/{Uri.EscapeDataString(space)}" : "")
        + $"/{Plural}" + (name is null ? "" : $"/{Uri.EscapeDataString(name)}") + (part is null ? "" : $"/{part}");
}
