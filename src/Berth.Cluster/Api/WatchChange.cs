using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>What happened to an object.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Item">The object as it is now, or as it was last when it is deleted; null for a bookmark.</param>
/// <param name="Version">Version from which a watch goes on after this.</param>
public sealed record WatchChange<T>(ChangeKind Kind, T? Item, string Version)
    where T : class
{
    /// <summary>Reads a line of a watch.</summary>
    /// <exception cref="ApiException">It says that something went wrong.</exception>
    internal static WatchChange<T> Of(WatchFrame frame, JsonTypeInfo<T> json)
    {
        if (frame.Type == "ERROR")
        {
            var status = frame.Object.Deserialize(KubeJson.Of<KubeStatus>());
            throw new ApiException(status?.Code ?? 500, status?.Reason ?? "", $"the watch ended: {status?.Message ?? "the server does not say why"}");
        }
        var version = frame.Object.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? "";
        return frame.Type switch
        {
            "BOOKMARK" => new(ChangeKind.Bookmark, null, version),
            "ADDED" => new(ChangeKind.Added, frame.Object.Deserialize(json), version),
            "MODIFIED" => new(ChangeKind.Modified, frame.Object.Deserialize(json), version),
            "DELETED" => new(ChangeKind.Deleted, frame.Object.Deserialize(json), version),
            _ => throw new ApiException(0, "BadAnswer", $"a watch says '{frame.Type}', which is not known"),
        };
    }
}

/// <summary>What happened.</summary>
public enum ChangeKind
{
    /// <summary>The object is new, or newly selected.</summary>
    Added,

    /// <summary>It changed.</summary>
    Modified,

    /// <summary>It is gone, or no longer selected.</summary>
    Deleted,

    /// <summary>Nothing, up to a version.</summary>
    Bookmark,
}
