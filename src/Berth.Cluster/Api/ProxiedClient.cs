using System.Net.Http.Headers;

namespace Berth.Cluster.Api;

/// <summary>Reaches what listens in a pod through the API server, from wherever the API server is reached.</summary>
/// <param name="client">Knows how.</param>
/// <param name="inner">The connections.</param>
internal sealed class ProxiedClient(ApiClient client, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>A client whose base address is a port of a pod.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="space">Namespace.</param>
    /// <param name="pod">Pod.</param>
    /// <param name="port">Its port.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    internal static HttpClient Of(ApiClient client, string space, string pod, int port, TimeSpan patience) => new(new ProxiedClient(client, client.MakeHandler()))
    {
        BaseAddress = new(new Uri(client.Access.Server.ToString().TrimEnd('/') + "/"), $"{ResourceType.Pods.Path(space)}/{Uri.EscapeDataString(pod)}:{port}/proxy/"),
        Timeout = patience,
    };

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var credential = await client.CredentialAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Host = client.Access.ServerName;
        if (credential.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
