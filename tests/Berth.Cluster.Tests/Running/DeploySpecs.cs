using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Running;

/// <summary>Experiments that are deployed by the command line and stay, on a real API server; no node starts their pods.</summary>
public sealed class DeploySpecs(RealCluster cluster) : ClusterSpecs
{
    private static readonly ResourceType Scalers = new("berth.dev", "v1alpha1", "berthscalers", true);

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        var access = await cluster.AccessAsync();
        await cluster.DefineAsync(Path.Combine("deploy", "berthscalers.yaml"), "berthscalers.berth.dev", Scalers);
        return access;
    }

    [Fact]
    public async Task A_service_is_deployed_shown_and_deleted()
    {
        var space = await DeployAsync("elastic-inference.yaml", "--scaling", "berth");
        Assert.StartsWith("berth-elastic-inference-", space, StringComparison.Ordinal);
        var replicas = await Any(ResourceType.Deployments).GetAsync(space, "classify", Cancellation);
        var container = replicas["spec"]!["template"]!["spec"]!["containers"]![0]!;
        Assert.Equal(("50m", true), ((string?)container["resources"]!["limits"]!["cpu"], (bool)container["securityContext"]!["readOnlyRootFilesystem"]!));
        var scaler = await Any(Scalers).GetAsync(space, "classify", Cancellation);
        Assert.Equal(("berth", 6, $"http://dispatcher.{space}:9000"), ((string?)scaler["spec"]!["policy"]!["name"], (int)scaler["spec"]!["maxReplicas"]!, (string?)scaler["spec"]!["dispatcher"]!["url"]));
        await Any(ResourceType.Services).GetAsync(space, "dispatcher", Cancellation);

        await Eventually.HoldsAsync("its pods are shown", async () => (await cluster.BerthAsync("status")).Output.Contains("0 of 2 pods ready", StringComparison.Ordinal));
        var deleted = await cluster.BerthAsync("delete", space);
        Assert.Equal((0, $"deleted {space}\n"), (deleted.Code, deleted.Output));
        Assert.DoesNotContain(space, (await cluster.BerthAsync("status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_are_where_the_policy_says_and_go_with_the_one_object_that_owns_them()
    {
        var space = await DeployAsync("where-to-compute.yaml", "--placement", "edge");
        Assert.Equal(["camera-edge-1"], (await Any(ResourceType.Deployments).ListAsync(new(space), Cancellation)).Items.Select(item => (string?)item["metadata"]!["name"]));
        await Any(ResourceType.ConfigMaps).DeleteAsync(space, "experiment", Cancellation);
        await Eventually.HoldsAsync("everything goes with its owner", async () =>
            (await Any(ResourceType.Deployments).ListAsync(new(space), Cancellation)).Items.Count + (await Any(ResourceType.Services).ListAsync(new(space), Cancellation)).Items.Count == 0);
        Assert.Equal(0, (await cluster.BerthAsync("delete", space)).Code);
    }

    [Fact]
    public async Task What_is_no_experiment_is_not_deleted()
    {
        var refused = await cluster.BerthAsync("delete", Space);
        Assert.Equal(2, refused.Code);
        Assert.Contains($"{Space} is no experiment on the cluster", refused.Error, StringComparison.Ordinal);
        await Any(ResourceType.Namespaces).GetAsync(null, Space, Cancellation);
        Assert.Equal(2, (await cluster.BerthAsync("deploy", Sample("where-to-compute.yaml"), "--placement", "nowhere")).Code);
    }

    private async Task<string> DeployAsync(string sample, params string[] options)
    {
        var deployed = await cluster.BerthAsync(["deploy", Sample(sample), "--json", .. options]);
        Assert.True(deployed.Code == 0, deployed.Error);
        return (string)JsonNode.Parse(deployed.Output)!["namespace"]!;
    }

    private static string Sample(string name) => Path.Combine(Repository.Root, "samples", name);
}
