using System.Text;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Access;

public sealed class KubeConfigTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Config(string cluster, string user, string context = "{cluster: here, user: me}") => _folder.Write("config", $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {{context}}}]
        clusters: [{name: here, cluster: {{cluster}}}]
        users: [{name: me, user: {{user}}}]
        preferences: {}
        """);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Cluster(StandInServer server) => $"{{server: '{server.Address}', certificate-authority-data: {Base64(server.Authority.AuthorityPem)}}}";

    private static async Task<(string? Certificate, string? Token)> SeenAsync(StandInServer server, ClusterAccess access)
    {
        using var client = new ApiClient(access, TimeProvider.System);
        await new KubeApi(client).Nodes.ListAsync(Selection.All, TestContext.Current.CancellationToken);
        return server.Clients.Last();
    }

    private static ClusterAccess Read(string file) => KubeConfig.Read(file, null, TimeProvider.System);

    private string Refusal(string cluster, string user, string context = "{cluster: here, user: me}") => Assert.Throws<ClusterException>(() => Read(Config(cluster, user, context))).Message;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificates_inline(bool rsa)
    {
        await using var server = await StandInServer.StartAsync();
        var (certificate, key) = server.Authority.Client("ann", rsa);
        var access = Read(Config(Cluster(server), $"{{client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}}}"));
        Assert.Equal("CN=ann", (await SeenAsync(server, access)).Certificate);
    }

    [Fact]
    public async Task Certificates_by_paths_from_the_folder_of_the_file()
    {
        await using var server = await StandInServer.StartAsync();
        var (certificate, key) = server.Authority.Client("ann", rsa: false);
        _folder.Write("ca.crt", server.Authority.AuthorityPem);
        _folder.Write("ann.crt", certificate);
        _folder.Write("ann.key", key);
        var access = Read(Config($"{{server: '{server.Address}', certificate-authority: ca.crt}}", "{client-certificate: ann.crt, client-key: ann.key}"));
        Assert.Equal("CN=ann", (await SeenAsync(server, access)).Certificate);
    }

    [Fact]
    public async Task A_token()
    {
        await using var server = await StandInServer.StartAsync();
        Assert.Equal("secret", (await SeenAsync(server, Read(Config(Cluster(server), "{token: secret}")))).Token);
    }

    [Fact]
    public async Task A_token_file_is_read_again_after_a_refusal()
    {
        await using var server = await StandInServer.StartAsync();
        _folder.Write("token", "old\n");
        var access = Read(Config(Cluster(server), "{tokenFile: token}"));
        server.Fault = context => context.Request.Headers.Authorization == "Bearer new" ? null : new(401, "Unauthorized", "Unauthorized");
        using var client = new ApiClient(access, TimeProvider.System);
        var api = new KubeApi(client);
        var refused = await Assert.ThrowsAsync<ApiException>(() => api.Nodes.ListAsync(Selection.All, TestContext.Current.CancellationToken));
        Assert.Contains("may have expired", refused.Message, StringComparison.Ordinal);
        _folder.Write("token", "new\n");
        await api.Nodes.ListAsync(Selection.All, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_program_gives_a_token_and_is_asked_again_when_it_has_expired()
    {
        await using var server = await StandInServer.StartAsync();
        var program = _folder.Write("credential.sh", """
            echo asked >> FOLDER/count
            case "$KUBERNETES_EXEC_INFO" in *client.authentication.k8s.io/v1*) ;; *) exit 7;; esac
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s-%s","expirationTimestamp":"%s"}}' "$1" "$FROM" "$(cat FOLDER/until)"
            """.Replace("FOLDER", _folder.Path, StringComparison.Ordinal));
        var user = $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: sh, args: ['{program}', hello], env: [{{name: FROM, value: there}}]}}}}";
        _folder.Write("until", "2090-01-01T00:00:00Z");
        var access = Read(Config(Cluster(server), user));
        Assert.Equal("hello-there", (await SeenAsync(server, access)).Token);
        await SeenAsync(server, access);
        Assert.Single(File.ReadAllLines(Path.Combine(_folder.Path, "count")));
        _folder.Write("until", "2020-01-01T00:00:00Z");
        access = Read(Config(Cluster(server), user));
        await SeenAsync(server, access);
        await SeenAsync(server, access);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(_folder.Path, "count")).Length);
    }

    [Fact]
    public async Task A_program_that_fails_says_what()
    {
        await using var server = await StandInServer.StartAsync();
        var failing = Read(Config(Cluster(server), "{exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [-c, 'echo log in first >&2; exit 4']}}"));
        Assert.Contains("ended with 4: log in first", (await Assert.ThrowsAsync<ClusterException>(() => SeenAsync(server, failing))).Message, StringComparison.Ordinal);
        var missing = Read(Config(Cluster(server), "{exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-program, installHint: get it there}}"));
        Assert.Contains("get it there", (await Assert.ThrowsAsync<ClusterException>(() => SeenAsync(server, missing))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_another_authority_vouches_for_is_not_talked_to()
    {
        await using var server = await StandInServer.StartAsync();
        var other = Base64(new Certificates().AuthorityPem);
        var access = Read(Config($"{{server: '{server.Address}', certificate-authority-data: {other}}}", "{token: secret}"));
        var refused = await Assert.ThrowsAsync<ApiException>(() => SeenAsync(server, access));
        Assert.Equal("Unverified", refused.Reason);
        Assert.Contains("does not verify", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Clients);
    }

    [Fact]
    public async Task A_server_has_the_name_that_is_expected()
    {
        var authority = new Certificates();
        await using var server = await StandInServer.StartAsync(authority.Server("api.example", byAddress: false));
        string By(string more) => $"{{server: '{server.Address}', certificate-authority-data: {Base64(authority.AuthorityPem)}{more}}}";
        Assert.Equal("Unverified", (await Assert.ThrowsAsync<ApiException>(() => SeenAsync(server, Read(Config(By(""), "{token: a}"))))).Reason);
        Assert.Equal("a", (await SeenAsync(server, Read(Config(By(", tls-server-name: api.example"), "{token: a}")))).Token);
    }

    [Fact]
    public async Task A_server_whose_certificate_has_expired_is_not_talked_to()
    {
        var authority = new Certificates();
        await using var server = await StandInServer.StartAsync(authority.Server(until: new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var access = Read(Config($"{{server: '{server.Address}', certificate-authority-data: {Base64(authority.AuthorityPem)}}}", "{token: a}"));
        var refused = await Assert.ThrowsAsync<ApiException>(() => SeenAsync(server, access));
        Assert.Equal("Unverified", refused.Reason);
        Assert.Contains("NotTimeValid", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Clients);
    }

    [Fact]
    public void A_configuration_that_trusts_anyone_is_refused()
    {
        var refusal = Refusal("{server: 'https://10.0.0.1', insecure-skip-tls-verify: true}", "{token: a}");
        Assert.Contains("insecure-skip-tls-verify", refusal, StringComparison.Ordinal);
        Assert.Contains("certificate-authority", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{server: 'http://10.0.0.1'}", "{token: a}", "in the clear")]
    [InlineData("{server: nowhere}", "{token: a}", "no address")]
    [InlineData("{certificate-authority-data: AA==}", "{token: a}", "has no 'server'")]
    [InlineData("{server: 'https://10.0.0.1', certificate-authority-data: '!'}", "{token: a}", "not base64")]
    [InlineData("{server: 'https://10.0.0.1', certificate-authority-data: AAAA}", "{token: a}", "has no certificate")]
    [InlineData("{server: 'https://10.0.0.1', certificate-authority: missing.crt}", "{token: a}", "cannot be read")]
    [InlineData("{server: 'https://10.0.0.1', proxy-url: 'http://p'}", "{token: a}", "proxy-url")]
    [InlineData("{server: 'https://10.0.0.1'}", "{username: ann, password: b}", "'username' is not supported")]
    [InlineData("{server: 'https://10.0.0.1'}", "{auth-provider: {name: gcp}}", "'auth-provider' is not supported")]
    [InlineData("{server: 'https://10.0.0.1'}", "{client-certificate-data: AAAA}", "no client-key")]
    public void Mistakes_are_named_with_their_place(string cluster, string user, string what)
    {
        var refusal = Refusal(cluster, user);
        Assert.Contains(what, refusal, StringComparison.Ordinal);
        Assert.Matches(@"config:\d+:\d+: ", refusal);
    }

    [Fact]
    public void Names_that_are_not_there_are_named_with_those_that_are()
    {
        var file = Config("{server: 'https://10.0.0.1'}", "{token: a}");
        Assert.Contains("no context 'prod'; there is: test", Assert.Throws<ClusterException>(() => KubeConfig.Read(file, "prod", TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Contains("no cluster 'there'", Refusal("{server: 'https://10.0.0.1'}", "{}", "{cluster: there, user: me}"), StringComparison.Ordinal);
        Assert.Contains("no user 'you'", Refusal("{server: 'https://10.0.0.1'}", "{}", "{cluster: here, user: you}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_has_the_access_of_its_service_account()
    {
        _folder.Write("ca.crt", new Certificates().AuthorityPem);
        _folder.Write("token", "pod token");
        _folder.Write("namespace", "lab");
        string? Environment(string name) => name == "KUBERNETES_SERVICE_HOST" ? "10.1.2.3" : name == "KUBERNETES_SERVICE_PORT" ? "6443" : null;
        var access = InClusterAccess.Find(TimeProvider.System, Environment, _folder.Path)!;
        Assert.Equal((new Uri("https://10.1.2.3:6443"), "lab"), (access.Server, access.Namespace));
        Assert.Null(InClusterAccess.Find(TimeProvider.System, _ => null, _folder.Path));
        File.Delete(Path.Combine(_folder.Path, "token"));
        Assert.Contains("automountServiceAccountToken", Assert.Throws<ClusterException>(() => InClusterAccess.Find(TimeProvider.System, Environment, _folder.Path)).Message, StringComparison.Ordinal);
    }
}
