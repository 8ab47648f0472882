using System.Security.Cryptography.X509Certificates;

namespace Berth.Cluster.Access;

/// <summary>By what a client is known to the server at one moment; both are null for one that is not known.</summary>
/// <param name="Token">Bearer token.</param>
/// <param name="Certificate">Client certificate with its key.</param>
public sealed record Credential(string? Token, X509Certificate2? Certificate)
{
    /// <summary>Of a client that is not known.</summary>
    public static Credential None { get; } = new(null, null);
}
