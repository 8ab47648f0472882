using System.Text.Json.Nodes;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

public sealed class ChartTests
{
    private static readonly string[] Everything =
    [
        "--set", "dispatcher.enabled=true,collector.enabled=true,serviceMonitor.enabled=true,scheduler.replicas=2,autoscaler.replicas=2",
        "--set", "collector.targets={dispatcher=http://berth-dispatcher/metrics}",
    ];

    [Fact]
    public async Task The_plain_manifests_are_those_of_the_chart()
    {
        await Helm.RunAsync("version");
        using var folder = new TempFolder();
        var rendered = await ShellCommand.RunAsync(Path.Combine(Repository.Root, "build", "manifests"), [folder.Path]);
        Assert.True(rendered.Code == 0, rendered.Error);
        foreach (var file in Directory.EnumerateFiles(folder.Path))
            Assert.True(
                await File.ReadAllTextAsync(file) == await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "manifests", Path.GetFileName(file))),
                $"deploy/manifests/{Path.GetFileName(file)} is older than the chart: run build/manifests");
    }

    [Fact]
    public void It_has_the_version_of_the_program()
    {
        var chart = Yaml.Objects(File.ReadAllText(Path.Combine(Helm.Chart, "Chart.yaml"))).Single();
        Assert.Equal((RealCluster.Version, RealCluster.Version), ((string?)chart["version"], (string?)chart["appVersion"]));
    }

    [Fact]
    public async Task It_has_nothing_to_complain_about()
    {
        var linted = await Helm.RunAsync(["lint", Helm.Chart, "--strict", .. Everything]);
        Assert.True(linted.Code == 0, linted.Output + linted.Error);
    }

    [Theory]
    [InlineData("scheduler.polcy=predicted", "polcy")]
    [InlineData("image.tag=latest", "tag")]
    [InlineData("scheduler.resources.limits.cpu=two", "cpu")]
    [InlineData("dispatcher.balance=random", "balance")]
    [InlineData("networkPolicy.apiServerPorts={none}", "apiServerPorts")]
    public async Task Wrong_values_are_refused_with_their_name(string value, string named)
    {
        var refused = await Helm.RunAsync("template", "berth", Helm.Chart, "--set", value);
        Assert.NotEqual(0, refused.Code);
        Assert.Contains(named, refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.20.0", "policy/v1beta1")]
    [InlineData("1.35.0", "policy/v1")]
    public async Task Versions_of_the_api_are_those_that_the_cluster_has(string cluster, string expected)
    {
        var objects = await Helm.RenderAsync("berth", "berth-system", [.. Everything, "--kube-version", cluster]);
        Assert.Equal([expected, expected], Of(objects, "PodDisruptionBudget").Select(budget => (string?)budget["apiVersion"]));
    }

    [Fact]
    public async Task Every_pod_is_nobody_writes_nothing_and_may_nothing()
    {
        var deployments = Of(await Helm.RenderAsync("berth", "berth-system", Everything), "Deployment").ToList();
        Assert.Equal(4, deployments.Count);
        foreach (var pod in deployments.Select(deployment => deployment["spec"]!["template"]!["spec"]!))
        {
            var container = pod["containers"]!.AsArray().Single()!;
            Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
            Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
            Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
            Assert.Equal("ALL", (string?)container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Single());
            Assert.Equal(["cpu", "memory"], container["resources"]!["limits"]!.AsObject().Select(limit => limit.Key).Order());
        }
    }

    [Fact]
    public async Task Scalers_of_one_namespace_need_no_rights_elsewhere()
    {
        var objects = await Helm.RenderAsync("berth", "berth-system", "--set", "autoscaler.namespace=shop,scheduler.enabled=false");
        Assert.Empty(Of(objects, "ClusterRole"));
        Assert.Equal(["berth-system", "shop"], Of(objects, "Role").Select(role => (string?)role["metadata"]!["namespace"]).Order());
        Assert.Contains("--namespace=shop", Of(objects, "Deployment").Single()["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray().Select(each => (string?)each));
    }

    private static IEnumerable<JsonObject> Of(IEnumerable<JsonObject> objects, string kind) => objects.Where(each => (string?)each["kind"] == kind);
}
