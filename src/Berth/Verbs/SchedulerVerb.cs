using System.CommandLine;
using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Model.Files;
using Berth.Output;
using Berth.Policies.Placement;

namespace Berth.Verbs;

/// <summary><c>berth scheduler</c>: binds the pods of a Kubernetes cluster by a placement policy.</summary>
internal static class SchedulerVerb
{
    internal static Command Make()
    {
        var policy = new Option<string>("--policy") { Description = "Placement policy.", DefaultValueFactory = _ => "least-allocated" };
        var settings = new Option<string[]>("--set") { Description = "Option of the policy, as NAME=NUMBER.", DefaultValueFactory = _ => [] };
        var name = new Option<string>("--name") { Description = "Pods with this schedulerName are bound.", DefaultValueFactory = _ => "berth" };
        var kubeconfig = new Option<string?>("--kubeconfig") { Description = "File that says how to reach the cluster; without it KUBECONFIG, the service account of a pod, or ~/.kube/config." };
        var context = new Option<string?>("--context") { Description = "Its context; the current one without it." };
        var lease = new Option<string>("--lease") { Description = "Lease by which one of several acts, as NAMESPACE/NAME; 'none' acts without.", DefaultValueFactory = _ => "kube-system/berth-scheduler" };
        var parallel = new Option<int>("--parallel") { Description = "Bindings that are under way at the same time.", DefaultValueFactory = _ => 64 };
        var seed = new Option<long>("--seed") { Description = "Seed of the policy's random numbers.", DefaultValueFactory = _ => 1 };
        var quiet = new Option<bool>("--quiet") { Description = "Say nothing of single pods." };
        var health = ClusterCommands.Health();
        var json = JsonOption.Make();
        var command = new Command("scheduler", "Bind the pods of a Kubernetes cluster by a placement policy (docs/cluster.md).") { policy, settings, name, kubeconfig, context, lease, parallel, seed, quiet, health, json };
        command.SetAction((parsed, _) => ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), async (client, cancellation) =>
        {
            var options = new SchedulerOptions(Policy(parsed.GetValue(policy)!, parsed.GetValue(settings)!))
            {
                Name = parsed.GetValue(name)!,
                Lease = ClusterCommands.Lease(parsed.GetValue(lease)!),
                Parallel = parsed.GetValue(parallel) is >= 1 and <= 1000 and var most ? most : throw new ArgumentException($"--parallel {parsed.GetValue(parallel)} is not from 1 to 1000"),
                Seed = parsed.GetValue(seed),
            };
            using var service = new SchedulerService(client, options, new SchedulerLines(parsed.GetValue(json), parsed.GetValue(quiet)), TimeProvider.System);
            await ClusterCommands.WithHealthAsync(parsed.GetValue(health), () => service.IsSynced, service.MetricsAsync, () => service.RunAsync(cancellation)).ConfigureAwait(false);
        }));
        return command;
    }

    private static IPlacementPolicy Policy(string name, IReadOnlyList<string> settings)
    {
        var names = PlacementPolicies.All.Select(kind => kind.Name).ToList();
        if (!names.Contains(name))
            throw new ArgumentException($"there is no placement policy '{name}': {Spelling.Suggest(name, names)}");
        return PlacementPolicies.Get(name, PolicySetting.ReadAll(settings));
    }
}
