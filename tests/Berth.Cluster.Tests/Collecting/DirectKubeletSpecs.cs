using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Collecting;

/// <summary>A kubelet that is asked at the address that its node names.</summary>
public abstract class DirectKubeletSpecs : ClusterSpecs
{
    [Fact]
    public async Task A_kubelet_that_another_authority_vouches_for_is_not_talked_to()
    {
        await using var kubelet = await StandInServer.StartAsync();
        kubelet.Kubelet = _ => "never";
        var node = await NodeAtAsync(kubelet.Address.Port);
        using var kubelets = new Kubelets(Client, KubeletRoute.Direct);
        var refused = await Assert.ThrowsAsync<ClusterException>(() => kubelets.ReadAsync(node, "metrics/resource", Cancellation));
        Assert.StartsWith($"the certificate does not verify against {Client.Access.Origin}: ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(kubelet.Clients);
    }

    [Fact]
    public async Task A_kubelet_that_is_not_there_is_told()
    {
        var node = await NodeAtAsync(1);
        using var kubelets = new Kubelets(Client, KubeletRoute.Direct);
        Assert.Equal("Connection refused", (await Assert.ThrowsAsync<ClusterException>(() => kubelets.ReadAsync(node, "metrics/resource", Cancellation))).Message);
    }

    [Fact]
    public async Task A_node_that_names_no_address_is_told()
    {
        var node = await NodeAsync("nowhere");
        using var kubelets = new Kubelets(Client, KubeletRoute.Direct);
        Assert.Equal("the node has no InternalIP", (await Assert.ThrowsAsync<ClusterException>(() => kubelets.ReadAsync(node, "metrics/resource", Cancellation))).Message);
    }

    private protected async Task<string> NodeAtAsync(int port)
    {
        var node = await NodeAsync("reached");
        await Api.Nodes.PatchAsync(null, node, new()
        {
            ["status"] = new JsonObject
            {
                ["addresses"] = new JsonArray(new JsonObject { ["type"] = "Hostname", ["address"] = "elsewhere" }, new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" }),
                ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = port } },
            },
        }, MediaTypes.Merge, Cancellation, "status");
        return node;
    }
}

public sealed class DirectKubeletOnStandIn : DirectKubeletSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    [Fact]
    public async Task A_kubelet_of_the_same_authority_hears_who_asks()
    {
        await using var kubelet = await StandInServer.StartAsync(Server!.Authority.Server());
        kubelet.Kubelet = path => path == "/stats/summary" ? "here it is" : null;
        var node = await NodeAtAsync(kubelet.Address.Port);
        using var client = new ApiClient(Client.Access with { Credentials = new FixedCredential(new("secret", null)) }, TimeProvider.System);
        using var kubelets = new Kubelets(client, KubeletRoute.Direct);
        Assert.Equal("here it is", await kubelets.ReadAsync(node, "stats/summary", Cancellation));
        Assert.Equal("secret", Assert.Single(kubelet.Clients).Token);
    }
}

public sealed class DirectKubeletOnRealServer(RealCluster cluster) : DirectKubeletSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();
}
