using System.CommandLine;
using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Model.Files;
using Berth.Output;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Clusters;

namespace Berth.Verbs;

/// <summary><c>berth scheduler</c>: binds the pods of a Kubernetes cluster by a placement policy.</summary>
internal static class SchedulerVerb
{
    internal static Command Make()
    {
        var policy = new Option<string>("--policy") { Description = "Placement policy.", DefaultValueFactory = _ => "least-allocated" };
        var settings = new Option<string[]>("--set") { Description = "Option of the policy, as NAME=NUMBER.", DefaultValueFactory = _ => [] };
        var name = new Option<string>("--name") { Description = "Pods with this schedulerName are bound.", DefaultValueFactory = _ => "berth" };
        var kubeconfig = ClusterCommands.Kubeconfig();
        var context = ClusterCommands.Context();
        var lease = new Option<string>("--lease") { Description = "Lease by which one of several acts, as NAMESPACE/NAME; 'none' acts without.", DefaultValueFactory = _ => "kube-system/berth-scheduler" };
        var parallel = new Option<int>("--parallel") { Description = "Bindings that are under way at the same time.", DefaultValueFactory = _ => 64 };
        var seed = new Option<long>("--seed") { Description = "Seed of the policy's random numbers.", DefaultValueFactory = _ => 1 };
        var runs = new Option<string?>("--runs") { Description = "Keep every decision and what it was asked in a new folder of this one." };
        var store = StoreOption.Make();
        var quiet = new Option<bool>("--quiet") { Description = "Say nothing of single pods." };
        var health = ClusterCommands.Health();
        var json = JsonOption.Make();
        var command = new Command("scheduler", "Bind the pods of a Kubernetes cluster by a placement policy (docs/cluster.md).") { policy, settings, name, kubeconfig, context, lease, parallel, seed, runs, store, quiet, health, json };
        command.SetAction((parsed, _) => ClusterCommands.RunAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), async (client, cancellation) =>
        {
            var given = PolicySetting.ReadAll(parsed.GetValue(settings)!);
            var news = new SchedulerLines(parsed.GetValue(json), parsed.GetValue(quiet));
            var options = new SchedulerOptions(Policy(parsed.GetValue(policy)!, given))
            {
                Name = parsed.GetValue(name)!,
                Lease = ClusterCommands.Lease(parsed.GetValue(lease)!),
                Parallel = parsed.GetValue(parallel) is >= 1 and <= 1000 and var most ? most : throw new ArgumentException($"--parallel {parsed.GetValue(parallel)} is not from 1 to 1000"),
                Seed = parsed.GetValue(seed),
            };
            var records = parsed.GetValue(runs) is null && parsed.GetValue(store) is null ? null : Records(parsed.GetValue(runs) ?? "runs", parsed.GetValue(store), options, given, news);
            try
            {
                using var service = new SchedulerService(client, options with { Records = records }, news, TimeProvider.System);
                await ClusterCommands.WithHealthAsync(parsed.GetValue(health), () => service.IsSynced, service.MetricsAsync, () => service.RunAsync(cancellation)).ConfigureAwait(false);
            }
            finally
            {
                if (records is not null)
                    await records.DisposeAsync().ConfigureAwait(false);
            }
        }));
        return command;
    }

    private static SchedulerRecords Records(string runs, string? store, SchedulerOptions options, IReadOnlyDictionary<string, double> given, SchedulerLines news)
    {
        var settings = new SchedulerSettings(options.Name, options.Policy.Name, given, options.Seed, SchedulerOptions.Together);
        var folder = RunFolder.CreateScheduler(runs, $"{options.Name}-scheduler", ClusterExperiment.Describe(settings), TimeProvider.System, store);
        news.Said($"decisions are kept in {folder.FullPath}");
        return new(folder, given, news.Said, TimeProvider.System);
    }

    private static IPlacementPolicy Policy(string name, IReadOnlyDictionary<string, double> settings)
    {
        var names = PlacementPolicies.All.Select(kind => kind.Name).ToList();
        if (!names.Contains(name))
            throw new ArgumentException($"there is no placement policy '{name}': {Spelling.Suggest(name, names)}");
        return PlacementPolicies.Get(name, settings);
    }
}
