using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

/// <summary>The rights that the manifests give to a component, tried on the real server with a service account of its own: it uses every one of them and no other, and without any one something fails.</summary>
public abstract class RightsSpecs(RealCluster cluster, string component) : ClusterSpecs
{
    private static readonly ResourceType ServiceAccounts = new("", "v1", "serviceaccounts", true);
    private static readonly ResourceType ClusterRoles = Rbac("clusterroles", false), ClusterRoleBindings = Rbac("clusterrolebindings", false);
    private static readonly ResourceType Roles = Rbac("roles", true), RoleBindings = Rbac("rolebindings", true);

    private protected RealCluster Cluster => cluster;

    /// <summary>Name of the service account, and of the lease that its rights name.</summary>
    private protected string Account => $"berth-{component}";

    /// <summary>What each right is for.</summary>
    private protected abstract IReadOnlyList<Behaviour> Behaviours { get; }

    /// <summary>Starts the component.</summary>
    private protected abstract Task StartAsync(ClusterAccess access);

    /// <summary>Ends it.</summary>
    private protected abstract Task StopAsync();

    /// <summary>Gives it something to do, once more.</summary>
    private protected abstract Task BusyAsync();

    [Fact]
    public async Task It_uses_each_right_that_it_has_and_asks_for_no_other()
    {
        var rights = Right.Of(component);
        var names = rights.Select(right => $"{right}").ToHashSet();
        Assert.Equal(names.Order(), Behaviours.Select(each => each.Right).Order());
        await StartAsync(await GrantAsync(rights));
        // The server writes of a watch when it ends.
        await UntilAsync("every right was used", () => names.Where(name => !name.StartsWith("watch ", StringComparison.Ordinal)).ToHashSet().IsSubsetOf(Requests().Select(each => each.Right)));
        foreach (var behaviour in Behaviours)
            await Eventually.HoldsAsync($"it {behaviour.Name}", async () => !await behaviour.Fails());
        await StopAsync();
        await UntilAsync("every watch has ended", () => names.IsSubsetOf(Requests().Select(each => each.Right)));
        Assert.Equal(names.Order(), Requests().Select(each => each.Right).Distinct().Order());
        Assert.DoesNotContain(Requests(), each => each.Forbidden);
    }

    private protected async Task FailsWithoutAsync(string name)
    {
        var behaviour = Behaviours.Single(each => each.Right == name);
        await StartAsync(await GrantAsync(Right.Of(component).Where(right => $"{right}" != name)));
        await UntilAsync($"it would {name}", () => Requests().Any(each => each.Forbidden));
        Assert.Equal([name], Requests().Where(each => each.Forbidden).Select(each => each.Right).Distinct());
        await Eventually.HoldsAsync($"without {name} it no longer {behaviour.Name}", behaviour.Fails);
    }

    private protected override async Task<ClusterAccess> OpenAsync()
    {
        var access = await cluster.AccessAsync();
        Assert.SkipWhen(cluster.Audit is null, "the audit log of this cluster is not known: the tests must have started it");
        return access;
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Client is not null)
            foreach (var type in (ResourceType[])[ClusterRoleBindings, ClusterRoles])
                if ((await Any(type).ListAsync(new(Fields: $"metadata.name={Space}"), CancellationToken.None)).Items.Count > 0)
                    await Any(type).DeleteAsync(null, Space, CancellationToken.None);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private IReadOnlyList<AuditedRequest> Requests() => cluster.Audit!.Of(Space, Account);

    private async Task UntilAsync(string what, Func<bool> condition)
    {
        var failure = await Record.ExceptionAsync(() => Eventually.HoldsAsync(what, async () =>
        {
            if (condition())
                return true;
            await BusyAsync();
            return false;
        }));
        if (failure is not null)
            Assert.Fail($"{failure.Message}; it asked for {string.Join(", ", Requests().Select(each => each.Right).Distinct().Order())}");
    }

    /// <summary>Access as a service account with these rights.</summary>
    private async Task<ClusterAccess> GrantAsync(IEnumerable<Right> rights)
    {
        await Any(ServiceAccounts).CreateAsync(Space, new() { ["apiVersion"] = "v1", ["kind"] = "ServiceAccount", ["metadata"] = new JsonObject { ["name"] = Account } }, Cancellation);
        foreach (var group in rights.GroupBy(right => right.ClusterWide))
            await RoleAsync(group.Key, [.. group]);
        var asked = new JsonObject { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenRequest", ["spec"] = new JsonObject { ["expirationSeconds"] = 3600 } };
        var token = (string)(await Any(ServiceAccounts).PostPartAsync(Space, Account, "token", asked, Cancellation))["status"]!["token"]!;
        return Client.Access with { Credentials = new FixedCredential(new(token, null)) };
    }

    private async Task RoleAsync(bool clusterWide, IReadOnlyList<Right> rights)
    {
        var (kind, roles, bindings, space) = clusterWide ? ("ClusterRole", ClusterRoles, ClusterRoleBindings, null) : ("Role", Roles, RoleBindings, Space);
        await Any(roles).CreateAsync(space, Object(kind, ("rules", new JsonArray([.. rights.Select(right => right.ToRule())]))), Cancellation);
        var role = new JsonObject { ["apiGroup"] = roles.Group, ["kind"] = kind, ["name"] = Space };
        var subject = new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Account, ["namespace"] = Space };
        await Any(bindings).CreateAsync(space, Object($"{kind}Binding", ("roleRef", role), ("subjects", new JsonArray(subject))), Cancellation);
    }

    private JsonObject Object(string kind, params (string Name, JsonNode Value)[] fields)
    {
        var item = new JsonObject { ["apiVersion"] = ClusterRoles.ApiVersion, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = Space } };
        foreach (var (name, value) in fields)
            item[name] = value;
        return item;
    }

    private static ResourceType Rbac(string plural, bool namespaced) => new("rbac.authorization.k8s.io", "v1", plural, namespaced);

    /// <summary>Whether what runs was refused for a right.</summary>
    private protected static bool EndedFor(Task running) => running.Exception?.InnerException is ApiException { Code: 403 };
}
