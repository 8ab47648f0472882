namespace Berth.Cluster.Api;

/// <summary>What a body is.</summary>
public static class MediaTypes
{
    /// <summary>An object.</summary>
    public const string Json = "application/json";

    /// <summary>Fields of a field manager (server-side apply); JSON is YAML.</summary>
    public const string Apply = "application/apply-patch+yaml";

    /// <summary>Fields in the place of others; lists are replaced (RFC 7386).</summary>
    public const string Merge = "application/merge-patch+json";

    /// <summary>Fields in the place of others; lists are merged by their keys.</summary>
    public const string StrategicMerge = "application/strategic-merge-patch+json";
}
