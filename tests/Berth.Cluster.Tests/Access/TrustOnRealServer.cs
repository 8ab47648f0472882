using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Access;

/// <summary>Whom a real server trusts, and whom the client does.</summary>
public sealed class TrustOnRealServer(RealCluster cluster) : ClusterSpecs
{
    private readonly TempFolder _folder = new();

    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_that_another_authority_vouches_for_is_not_talked_to()
    {
        var others = new X509Certificate2Collection();
        others.ImportFromPem(new Certificates().AuthorityPem);
        var refused = await RefusedAsync(Client.Access with { Authorities = others });
        Assert.Equal("Unverified", refused.Reason);
        Assert.Contains("the server's certificate does not verify", refused.Message, StringComparison.Ordinal);
        Assert.Contains("check certificate-authority", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_another_name_is_not_talked_to()
    {
        var refused = await RefusedAsync(Client.Access with { ServerName = "elsewhere.example" });
        Assert.Equal("Unverified", refused.Reason);
        Assert.Contains("tls-server-name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduler_ends_at_once_where_the_server_does_not_verify()
    {
        var others = new X509Certificate2Collection();
        others.ImportFromPem(new Certificates().AuthorityPem);
        await using var scheduler = new RunningScheduler(Client.Access with { Authorities = others }, "berth", new(Space, "berth-scheduler"));
        Assert.Equal("Unverified", (await Assert.ThrowsAsync<ApiException>(() => scheduler.Running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation))).Reason);
    }

    [Fact]
    public async Task A_client_certificate_of_another_authority_is_refused_in_words()
    {
        var (certificate, key) = new Certificates().Client("ann", rsa: false);
        var refused = await RefusedAsync(Client.Access with { Credentials = new FixedCredential(new(null, X509Certificate2.CreateFromPem(certificate, key))) });
        Assert.Equal(401, refused.Code);
        Assert.Contains("is not accepted: it may have expired", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_asked_for_anew_once_and_then_refused_in_words()
    {
        var source = new Counting(Expired(await TokenAsync()));
        var refused = await RefusedAsync(Client.Access with { Credentials = source });
        Assert.Equal((401, 1), (refused.Code, source.Forgotten));
        Assert.Contains("is not accepted: it may have expired", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_whose_file_has_a_new_one_is_replaced_without_anybody_noticing()
    {
        var good = await TokenAsync();
        var file = _folder.Write("token", Expired(good));
        using var client = new ApiClient(Client.Access with { Credentials = new TokenFile(file, null, TimeProvider.System) }, TimeProvider.System);
        var discovery = new ApiDiscovery(client);
        Assert.Equal(401, (await Assert.ThrowsAsync<ApiException>(() => discovery.FindAsync("apps", ["v1"], Cancellation))).Code);
        _folder.Write("token", good);
        Assert.Equal("v1", await discovery.FindAsync("apps", ["v1"], Cancellation));
    }

    private async Task<ApiException> RefusedAsync(ClusterAccess access)
    {
        using var client = new ApiClient(access, TimeProvider.System);
        return await Assert.ThrowsAsync<ApiException>(() => new KubeApi(client).Pods.ListAsync(new(Space), Cancellation));
    }

    /// <summary>The same token, signed by the key of the cluster, but for a time that is over.</summary>
    private string Expired(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        foreach (var time in (string[])["exp", "iat", "nbf"])
            claims[time] = (long)claims[time]! - 7200;
        var text = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        using var key = RSA.Create();
        key.ImportFromPem(cluster.Secret("service-account.key"));
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private sealed class Counting(string token) : ICredentialSource
    {
        internal int Forgotten { get; private set; }

        public ValueTask<Credential> GetAsync(CancellationToken cancellation) => new(new Credential(token, null));

        public void Forget() => Forgotten++;
    }
}
