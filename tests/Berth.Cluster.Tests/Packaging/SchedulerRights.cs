using Berth.Cluster.Access;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

public sealed class SchedulerRights(RealCluster cluster) : RightsSpecs(cluster, Component)
{
    private const string Component = "scheduler";

    private readonly List<RunningScheduler> _schedulers = [];
    private int _pods;

    private string Name => $"berth-{Space}";

    private protected override IReadOnlyList<Behaviour> Behaviours =>
    [
        new("list nodes", "knows the nodes", Ends),
        new("watch nodes", "hears of nodes that come", Ends),
        new("list pods", "counts what runs on nodes", Ends),
        new("watch pods", "hears of pods that come", Ends),
        new("create pods/binding", "binds pods", Ends),
        new("get pods", "finds out what became of a pod whose binding was refused", Ends),
        new("patch pods/status", "says in its condition why a pod is pending", async () =>
            (await Api.Pods.GetAsync(Space, "big", Cancellation)).Status?.Conditions?.Any(condition => condition.Reason == "Unschedulable") != true),
        new("create events", "says in an event why a pod is pending", async () =>
            (await Api.Events.ListAsync(new(Space), Cancellation)).Items.All(each => each.Reason != "FailedScheduling")),
        new("create coordination.k8s.io leases", "makes the lease by which one of several acts", Ends),
        new("get coordination.k8s.io leases", "sees who holds it", Ends),
        new("update coordination.k8s.io leases", "holds it", Ends),
    ];

    public static TheoryData<string> Rights => [.. Right.Of(Component).Select(right => $"{right}")];

    [Theory]
    [MemberData(nameof(Rights))]
    public Task Without_one_of_them_something_fails(string right) => FailsWithoutAsync(right);

    private protected override async Task StartAsync(ClusterAccess access)
    {
        await NodeAsync("a", cpu: "2");
        await PodAsync("big", cpu: "3", scheduler: Name);
        _schedulers.Add(new(access, Name, new(Space, Account)));
        // One that acts without asking comes in the way of the other, so that bindings are refused.
        _schedulers.Add(new(access, Name));
    }

    private protected override Task BusyAsync() => _pods < 100 ? PodAsync($"small-{++_pods}", cpu: "10m", scheduler: Name) : Task.CompletedTask;

    private protected override async Task StopAsync()
    {
        foreach (var scheduler in _schedulers)
            await scheduler.DisposeAsync();
        _schedulers.Clear();
    }

    private Task<bool> Ends() => Task.FromResult(_schedulers.Any(scheduler => EndedFor(scheduler.Running)));
}
