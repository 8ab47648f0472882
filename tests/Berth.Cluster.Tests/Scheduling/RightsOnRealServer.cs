using System.Text;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Scheduling;

/// <summary>The rights of docs/cluster.md, given to a service account of a real cluster: a scheduler needs no others, and each of them.</summary>
public sealed class RightsOnRealServer(RealCluster cluster) : ClusterSpecs
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly ResourceType ClusterRoles = new(Group, "v1", "clusterroles", false), Roles = new(Group, "v1", "roles", true);
    private static readonly ResourceType ClusterRoleBindings = new(Group, "v1", "clusterrolebindings", false), RoleBindings = new(Group, "v1", "rolebindings", true);

    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();

    [Fact]
    public async Task With_the_documented_rights_it_binds_tells_and_leads()
    {
        await GrantAsync(without: null);
        await NodeAsync("a", cpu: "2");
        await using var scheduler = new RunningScheduler(await AccessAsync(), "berth", new(Space, "berth-scheduler"));
        await PodAsync("one");
        await PodAsync("big", cpu: "3");
        await Eventually.HoldsAsync("one is bound and the other has a condition and an event", async () =>
            (await Api.Pods.GetAsync(Space, "one", Cancellation)).Spec.NodeName is not null
            && (await Api.Pods.GetAsync(Space, "big", Cancellation)).Status?.Conditions?.Any(condition => condition.Reason == "Unschedulable") == true
            && (await Api.Events.ListAsync(new(Space), Cancellation)).Items.Select(each => each.Reason).Intersect(["Scheduled", "FailedScheduling"]).Count() == 2);
        Assert.Equal("one", (await Api.Leases.GetAsync(Space, "berth-scheduler", Cancellation)).Spec.HolderIdentity);
    }

    [Theory]
    [InlineData("resources: [nodes], ", "nodes")]
    [InlineData("resources: [pods/binding]", "pods/binding")]
    [InlineData("resources: [leases], verbs: [create]", "leases")]
    [InlineData("resourceNames: [berth-scheduler]", "leases")]
    public async Task Without_one_of_them_it_ends_and_says_which(string without, string named)
    {
        await GrantAsync(without);
        await NodeAsync("a");
        await using var scheduler = new RunningScheduler(await AccessAsync(), "berth", new(Space, "berth-scheduler"));
        await PodAsync("one");
        var refused = await Assert.ThrowsAsync<ApiException>(() => scheduler.Running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        Assert.Equal(403, refused.Code);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        if (Client is not null)
            foreach (var type in (ResourceType[])[ClusterRoleBindings, ClusterRoles])
                if ((await Any(type).ListAsync(new(Fields: $"metadata.name={Space}"), CancellationToken.None)).Items.Count > 0)
                    await Any(type).DeleteAsync(null, Space, CancellationToken.None);
        await base.DisposeAsync();
    }

    /// <summary>Gives the documented rights, but for the lines that contain a text, to the service account of the namespace.</summary>
    private async Task GrantAsync(string? without)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "cluster.md"), Cancellation);
        var yaml = page.Split("```yaml\n")[1].Split("```")[0];
        var lines = yaml.Split('\n').Where(line => without is null || !line.Contains(without, StringComparison.Ordinal));
        var roles = string.Join('\n', lines).Replace("name: berth-scheduler", $"name: {Space}", StringComparison.Ordinal).Replace("namespace: kube-system", $"namespace: {Space}", StringComparison.Ordinal).Split("---\n");
        await ApplyAsync(ClusterRoles.Path(null, Space), roles[0]);
        await ApplyAsync(Roles.Path(Space, Space), roles[1]);
        await Any(ClusterRoleBindings).CreateAsync(null, Bound("ClusterRole"), Cancellation);
        await Any(RoleBindings).CreateAsync(Space, Bound("Role"), Cancellation);
    }

    private Task<JsonObject> ApplyAsync(string path, string yaml) =>
        Client.SendAsync(HttpMethod.Patch, $"{path}?fieldManager=berth-test&force=true", (Encoding.UTF8.GetBytes(yaml), MediaTypes.Apply), KubeJson.Of<JsonObject>(), Cancellation);

    private JsonObject Bound(string kind) => new()
    {
        ["apiVersion"] = $"{Group}/v1", ["kind"] = $"{kind}Binding", ["metadata"] = new JsonObject { ["name"] = Space },
        ["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = kind, ["name"] = Space },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "default", ["namespace"] = Space }),
    };

    /// <summary>Access by the token of the service account.</summary>
    private async Task<ClusterAccess> AccessAsync()
    {
        string? token = null;
        await Eventually.HoldsAsync("the service account has a token", async () =>
        {
            var asked = new JsonObject { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenRequest", ["spec"] = new JsonObject { ["expirationSeconds"] = 3600 } };
            try
            {
                token = (string?)(await Any(new("", "v1", "serviceaccounts", true)).PostPartAsync(Space, "default", "token", asked, Cancellation))["status"]!["token"];
            }
            catch (ApiException exception) when (exception.IsNotFound)
            {
                return false;
            }
            return token is not null;
        });
        return Client.Access with { Credentials = new FixedCredential(new(token, null)) };
    }
}
