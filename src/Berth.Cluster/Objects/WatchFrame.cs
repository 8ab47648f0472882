using System.Text.Json;

namespace Berth.Cluster.Objects;

/// <summary>One line of a watch.</summary>
public sealed record WatchFrame
{
    /// <summary><c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>The object, or what went wrong.</summary>
    public JsonElement Object { get; init; }
}
