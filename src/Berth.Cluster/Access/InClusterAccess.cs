using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Berth.Cluster.Access;

/// <summary>Access of a program that runs in a pod, by the service account that the kubelet puts there.</summary>
public static class InClusterAccess
{
    /// <summary>Where the kubelet puts it.</summary>
    public const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The access; null when this is no pod.</summary>
    /// <param name="time">Clock.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="folder">Where the service account is.</param>
    /// <exception cref="ClusterException">It is a pod, but the service account cannot be read.</exception>
    public static ClusterAccess? Find(TimeProvider time, Func<string, string?> environment, string folder = Folder)
    {
        if (environment("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host)
            return null;
        var token = Path.Combine(folder, "token");
        if (!File.Exists(token))
            throw new ClusterException($"this is a pod (KUBERNETES_SERVICE_HOST is set) without a service account: {token} is missing; set automountServiceAccountToken");
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
            var name = Path.Combine(folder, "namespace");
            return new(
                new UriBuilder("https", host, int.TryParse(environment("KUBERNETES_SERVICE_PORT"), out var port) ? port : 443).Uri,
                authorities, null, new TokenFile(token, null, time), File.Exists(name) ? File.ReadAllText(name).Trim() : "default", folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ClusterException($"the service account of this pod cannot be read: {exception.Message}", exception);
        }
    }
}
