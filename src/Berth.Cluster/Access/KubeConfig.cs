using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Berth.Model.Files;

namespace Berth.Cluster.Access;

/// <summary>Reads a kubeconfig: certificates inline or by path, tokens, token files and programs that give credentials.</summary>
public static class KubeConfig
{
    /// <summary>The access by a context of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="context">Name of the context; null is the current one.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="ClusterException">The file cannot be read, has a mistake, or asks for what is refused here: a server whose certificate is not verified.</exception>
    public static ClusterAccess Read(string file, string? context, TimeProvider time)
    {
        var root = Parse(file);
        var name = context ?? root.Text("current-context") ?? throw root.Error($"no context is current; name one: {Names(root, "contexts")}");
        var chosen = root.Named("contexts", name, "context") ?? throw root.Error($"there is no context '{name}'; there is: {Names(root, "contexts")}");
        var (clusterName, userName) = (chosen.Required("cluster"), chosen.Text("user"));
        var cluster = root.Named("clusters", clusterName, "cluster") ?? throw root.Error($"there is no cluster '{clusterName}'; there is: {Names(root, "clusters")}");
        var user = userName is null ? null : root.Named("users", userName, "user");
        if (userName is not null && user is null && root.Maps("users").All(each => each.Text("name") != userName))
            throw root.Error($"there is no user '{userName}'; there is: {Names(root, "users")}");
        if (cluster.Is("insecure-skip-tls-verify"))
            throw cluster.Error($"cluster '{clusterName}' sets insecure-skip-tls-verify, and a server that is not verified is never talked to; give its certificate-authority instead");
        if (cluster.Text("proxy-url") is not null)
            throw cluster.Error($"cluster '{clusterName}' is behind a proxy-url, which is not supported");
        var server = Uri.TryCreate(cluster.Required("server"), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri : throw cluster.Error($"server '{cluster.Text("server")}' is no address such as https://10.0.0.1:6443");
        if (server.Scheme == "http" && !server.IsLoopback)
            throw cluster.Error($"server {server} would be talked to in the clear; only a server on this machine may be");
        var authorities = Bytes(cluster, "certificate-authority") is { } pem ? Authorities(cluster, pem) : null;
        return new(
            server, authorities, cluster.Text("tls-server-name"),
            user is null ? new FixedCredential(Credential.None) : Credentials(user, new Objects.ExecCluster { Server = server.ToString(), CertificateAuthorityData = Bytes(cluster, "certificate-authority") }, time),
            chosen.Text("namespace") ?? "default", $"context {name} of {file}");
    }

    private static ICredentialSource Credentials(ConfigMap user, Objects.ExecCluster cluster, TimeProvider time)
    {
        foreach (var refused in (string[])["auth-provider", "username", "password"])
            if (user.Has(refused))
                throw user.Error($"'{refused}' is not supported; use a certificate, a token or exec");
        if (user.Map("exec") is { } exec)
            return new ExecCredentialSource(
                new(
                    exec.Required("command"), exec.Texts("args"), [.. exec.Maps("env").Select(each => KeyValuePair.Create(each.Required("name"), each.Text("value") ?? ""))],
                    exec.Required("apiVersion"), exec.Text("installHint"), exec.Is("provideClusterInfo") ? cluster : null),
                time);
        var certificate = Certificate(user);
        if (user.Path("tokenFile") is { } path)
            return new TokenFile(path, certificate, time);
        return new FixedCredential(new(user.Text("token"), certificate));
    }

    private static X509Certificate2? Certificate(ConfigMap user)
    {
        if (Bytes(user, "client-certificate") is not { } certificate)
            return null;
        var key = Bytes(user, "client-key") ?? throw user.Error("there is a client-certificate, but no client-key");
        try
        {
            return X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw user.Error($"the client-certificate and its client-key cannot be used: {exception.Message}");
        }
    }

    private static X509Certificate2Collection Authorities(ConfigMap cluster, byte[] pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(pem));
        }
        catch (CryptographicException exception)
        {
            throw cluster.Error($"the certificate-authority cannot be read: {exception.Message}");
        }
        return authorities.Count > 0 ? authorities : throw cluster.Error("the certificate-authority has no certificate");
    }

    /// <summary>Bytes that are given inline as <c>KEY-data</c>, which goes first, or in the file that the key names.</summary>
    private static byte[]? Bytes(ConfigMap map, string key)
    {
        try
        {
            return map.Text($"{key}-data") is { } inline ? Convert.FromBase64String(inline)
                : map.Path(key) is { } path ? File.ReadAllBytes(path) : null;
        }
        catch (FormatException)
        {
            throw map.Error($"'{key}-data' is not base64");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw map.Error($"'{key}' cannot be read: {exception.Message}");
        }
    }

    private static ConfigMap Parse(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"the kubeconfig cannot be read: {exception.Message}", exception);
        }
        var errors = new List<Diagnostic>();
        var tree = new YamlTreeReader(text, errors).Read();
        return errors.Count == 0 && tree is YamlMap map ? new(file, map, "the kubeconfig")
            : throw new ClusterException(string.IsNullOrWhiteSpace(text) ? $"{file}: the kubeconfig is empty" : errors.Count > 0 ? errors[0].Format(file) : $"{file}: this is no kubeconfig");
    }

    private static string Names(ConfigMap root, string list) => string.Join(", ", root.Maps(list).Select(item => item.Text("name")).DefaultIfEmpty("none"));
}
