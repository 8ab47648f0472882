using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Api;

/// <summary>The objects of one kind: what can be asked and done.</summary>
/// <typeparam name="T">As what they are read: a type of <see cref="KubeJson"/>, or <see cref="JsonObject"/> for any kind.</typeparam>
/// <param name="client">Speaks with the server.</param>
/// <param name="type">The kind.</param>
public sealed class ApiResource<T>(ApiClient client, ResourceType type)
    where T : class
{
    /// <summary>Objects of a page, as kube-apiserver's own clients ask for.</summary>
    private const int PageSize = 500;

    private static readonly JsonTypeInfo<T> Json = KubeJson.Of<T>();

    /// <summary>The kind.</summary>
    public ResourceType Type => type;

    /// <summary>One object.</summary>
    /// <exception cref="ApiException">It is not there, or the request failed.</exception>
    public Task<T> GetAsync(string? space, string name, CancellationToken cancellation) =>
        client.SendAsync(HttpMethod.Get, type.Path(space, name), null, Json, cancellation);

    /// <summary>A part of one object, as what the part is: its scale.</summary>
    public Task<TPart> GetPartAsync<TPart>(string? space, string name, string part, CancellationToken cancellation) =>
        client.SendAsync(HttpMethod.Get, type.Path(space, name, part), null, KubeJson.Of<TPart>(), cancellation);

    /// <summary>All objects, page by page, and the version from which a watch goes on.</summary>
    /// <exception cref="ApiException">The request failed; <see cref="ApiException.IsExpired"/> when pages were turned too slowly.</exception>
    public async Task<(IReadOnlyList<T> Items, string Version)> ListAsync(Selection selection, CancellationToken cancellation, int pageSize = PageSize)
    {
        var all = new List<T>();
        for (string? next = null; ;)
        {
            var page = await client.SendAsync(
                HttpMethod.Get, $"{type.Path(selection.Namespace)}?{selection.Query(("limit", pageSize.ToString()), ("continue", next))}", null, KubeJson.Of<ObjectList<T>>(), cancellation).ConfigureAwait(false);
            all.AddRange(page.Items);
            next = page.Metadata.Continue;
            if (string.IsNullOrEmpty(next))
                return (all, page.Metadata.ResourceVersion ?? "");
        }
    }

    /// <summary>What happens from a version on, until the server ends the watch, which it does every few minutes.</summary>
    /// <param name="selection">Which objects.</param>
    /// <param name="version">Version after which it begins.</param>
    /// <param name="timeout">After how long the server ends it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ApiException">It failed; <see cref="ApiException.IsExpired"/> when the version is forgotten and all must be listed again.</exception>
    public async IAsyncEnumerable<WatchChange<T>> WatchAsync(
        Selection selection, string version, TimeSpan timeout, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = selection.Query(("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", version), ("timeoutSeconds", ((int)timeout.TotalSeconds).ToString()));
        using var response = await client.OpenAsync(HttpMethod.Get, $"{type.Path(selection.Namespace)}?{query}", null, cancellation).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
            await foreach (var frame in WatchLines.ReadAsync(stream, cancellation).ConfigureAwait(false))
                yield return WatchChange<T>.Of(frame, Json);
    }

    /// <summary>Makes an object.</summary>
    /// <exception cref="ApiException">The request failed; <see cref="ApiException.IsConflict"/> when there is one of that name.</exception>
    public Task<T> CreateAsync(string? space, T item, CancellationToken cancellation) =>
        client.SendAsync(HttpMethod.Post, type.Path(space), (JsonSerializer.SerializeToUtf8Bytes(item, Json), MediaTypes.Json), Json, cancellation);

    /// <summary>Posts to a part of an object: a binding, an eviction.</summary>
    public Task<JsonObject> PostPartAsync<TPart>(string? space, string name, string part, TPart body, CancellationToken cancellation) =>
        client.SendAsync(HttpMethod.Post, type.Path(space, name, part), (JsonSerializer.SerializeToUtf8Bytes(body, KubeJson.Of<TPart>()), MediaTypes.Json), KubeJson.Of<JsonObject>(), cancellation);

    /// <summary>Puts an object in the place of the one that has its version.</summary>
    /// <exception cref="ApiException">The request failed; <see cref="ApiException.IsConflict"/> when somebody else changed it meanwhile.</exception>
    public Task<T> ReplaceAsync(string? space, string name, T item, CancellationToken cancellation) =>
        client.SendAsync(HttpMethod.Put, type.Path(space, name), (JsonSerializer.SerializeToUtf8Bytes(item, Json), MediaTypes.Json), Json, cancellation);

    /// <summary>Says how an object is to be as far as this field manager cares, and makes it where it is not (server-side apply).</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="name">Name.</param>
    /// <param name="fields">The fields that the manager owns, with <c>apiVersion</c> and <c>kind</c>.</param>
    /// <param name="manager">Who owns them.</param>
    /// <param name="force">Whether fields are taken from other managers; otherwise that is a conflict.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="part">Sub-resource; null is the object itself.</param>
    public Task<T> ApplyAsync(string? space, string name, JsonObject fields, string manager, bool force, CancellationToken cancellation, string? part = null) =>
        client.SendAsync(
            HttpMethod.Patch, $"{type.Path(space, name, part)}?fieldManager={Uri.EscapeDataString(manager)}&force={(force ? "true" : "false")}",
            (JsonSerializer.SerializeToUtf8Bytes(fields, KubeJson.Of<JsonObject>()), MediaTypes.Apply), Json, cancellation);

    /// <summary>Changes some fields of an object or of a part of it.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="name">Name.</param>
    /// <param name="patch">The fields.</param>
    /// <param name="mediaType">How they are merged: one of <see cref="MediaTypes"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="part">Sub-resource: <c>status</c>, <c>scale</c>; null is the object itself.</param>
    public Task<JsonObject> PatchAsync(string? space, string name, JsonObject patch, string mediaType, CancellationToken cancellation, string? part = null) =>
        client.SendAsync(HttpMethod.Patch, type.Path(space, name, part), (JsonSerializer.SerializeToUtf8Bytes(patch, KubeJson.Of<JsonObject>()), mediaType), KubeJson.Of<JsonObject>(), cancellation);

    /// <summary>Deletes an object, and what it owns in the background.</summary>
    /// <exception cref="ApiException">It is not there, or the request failed.</exception>
    public Task<JsonObject> DeleteAsync(string? space, string name, CancellationToken cancellation, int? graceSeconds = null) =>
        client.SendAsync(
            HttpMethod.Delete, $"{type.Path(space, name)}?propagationPolicy=Background{(graceSeconds is { } seconds ? $"&gracePeriodSeconds={seconds}" : "")}", null, KubeJson.Of<JsonObject>(), cancellation);
}
