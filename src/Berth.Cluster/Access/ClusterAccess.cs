using System.Security.Cryptography.X509Certificates;

namespace Berth.Cluster.Access;

/// <summary>How to reach a cluster, and as whom.</summary>
/// <param name="Server">Address of the API server.</param>
/// <param name="Authorities">Certificates that vouch for it; null is those that the machine trusts. There is no way to trust none.</param>
/// <param name="ServerName">Name that its certificate must have; null is that of the address.</param>
/// <param name="Credentials">By what the client is known.</param>
/// <param name="Namespace">Namespace where none is said.</param>
/// <param name="Origin">Where all this was read, for messages.</param>
public sealed record ClusterAccess(
    Uri Server,
    X509Certificate2Collection? Authorities,
    string? ServerName,
    ICredentialSource Credentials,
    string Namespace,
    string Origin)
{
    /// <summary>Connections to the server. They are verified always, and asked after while nothing is said on them, so that one which is dead is noticed.</summary>
    /// <param name="certificate">The client certificate that holds when a connection is made; null is none.</param>
    internal SocketsHttpHandler MakeHandler(Func<X509Certificate2?> certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1 << 20,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
        if (Authorities is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate()!;
        return handler;
    }
}
