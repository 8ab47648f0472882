using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Berth.Cluster.Access;

namespace Berth.Cluster.Api;

/// <summary>Connections to an API server on which each request says by what the client is known, and for what name the server is verified.</summary>
internal sealed class CredentialHandler : DelegatingHandler
{
    private readonly ClusterAccess _access;
    private volatile X509Certificate2? _certificate;

    internal CredentialHandler(ClusterAccess access)
    {
        _access = access;
        InnerHandler = access.MakeHandler(() => _certificate);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var credential = await _access.Credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        _certificate = credential.Certificate;
        // The handler verifies a server for the name of this header.
        request.Headers.Host = _access.ServerName;
        if (credential.Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
