using System.Collections.Concurrent;
using System.Security.Authentication;
using System.Text.Json;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Collecting;

/// <summary>The kubelets of a cluster. May be asked by many at once.</summary>
internal sealed class Kubelets : IDisposable
{
    /// <summary>Where a kubelet tells the use of processors and memory, in the text format of Prometheus.</summary>
    internal const string Resource = "metrics/resource";

    private const int LargestAnswer = 1 << 26, LongestExplanation = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ApiClient _client;
    private readonly KubeletRoute _route;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, Uri> _addresses = new();

    /// <summary>Nothing is asked yet.</summary>
    /// <param name="client">Speaks with the API server.</param>
    /// <param name="route">Through it, or directly.</param>
    internal Kubelets(ApiClient client, KubeletRoute route)
    {
        (_client, _route) = (client, route);
        // The certificate of a kubelet is verified for the address of its node, whatever name that of the API server must have.
        _http = route == KubeletRoute.Direct ? new(new CredentialHandler(client.Access with { ServerName = null })) : client.Reach("", Timeout.InfiniteTimeSpan);
        _http.MaxResponseContentBufferSize = LargestAnswer;
    }

    /// <summary>The nodes that carry some pods.</summary>
    internal static IEnumerable<string> NodesOf(IEnumerable<Pod> pods) => pods.Select(pod => pod.Spec.NodeName ?? "").Where(node => node.Length > 0).Distinct();

    /// <summary>What a kubelet answers.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="path">What is asked for: <c>metrics/resource</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">It does not; the message says why, without which one it is.</exception>
    internal async Task<string> ReadAsync(string node, string path, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var address = _route == KubeletRoute.Direct ? new(await AddressAsync(node, limit.Token).ConfigureAwait(false), path) : new Uri($"{ResourceType.Nodes.Path(null, node, "proxy")}/{path}", UriKind.Relative);
            using var response = await _http.GetAsync(address, limit.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? text : throw new ClusterException($"{(int)response.StatusCode} {Explanation(text) ?? response.ReasonPhrase}");
        }
        catch (HttpRequestException exception) when (exception.InnerException is AuthenticationException unverified)
        {
            throw new ClusterException($"the certificate does not verify against {_client.Access.Origin}: {unverified.Message}", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new ClusterException(exception.InnerException?.Message ?? exception.Message, exception);
        }
        catch (ApiException exception)
        {
            throw new ClusterException(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new ClusterException($"no answer within {Patience.TotalSeconds:0} s", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Uri> AddressAsync(string name, CancellationToken cancellation)
    {
        if (_addresses.TryGetValue(name, out var known))
            return known;
        var (nodes, _) = await new ApiResource<Node>(_client, ResourceType.Nodes).ListAsync(new(Fields: $"metadata.name={name}"), cancellation).ConfigureAwait(false);
        var status = nodes is [var found, ..] ? found.Status : null;
        var address = (status?.Addresses ?? []).FirstOrDefault(each => each.Type == "InternalIP") ?? throw new ClusterException("the node has no InternalIP");
        var port = status!.DaemonEndpoints?.KubeletEndpoint?.Port ?? throw new ClusterException("the node names no port of its kubelet");
        return _addresses[name] = new UriBuilder(Uri.UriSchemeHttps, address.Address, port).Uri;
    }

    /// <summary>What the API server says in an object, and a kubelet in words.</summary>
    private static string? Explanation(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, KubeJson.Of<KubeStatus>())?.Message;
        }
        catch (JsonException)
        {
            return text.Length is > 0 and < LongestExplanation ? text.Trim() : null;
        }
    }
}
