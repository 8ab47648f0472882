using System.Diagnostics;
using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Watching;
using Berth.Policies.Placement;

namespace Berth.Benchmarks;

/// <summary>
/// Pods bound a second by Berth and by kube-scheduler on the same API server, in turns: nodes that exist only as objects, pods that are all there before the
/// scheduler may begin. kube-scheduler is held (SIGSTOP) meanwhile, and let go. Every round has the other one first. Arguments: kubeconfig, process id of kube-scheduler, nodes, pods, rounds.
/// The server must be for tests: everything in the namespace <c>bench</c> is deleted.
/// </summary>
internal static class ClusterBindings
{
    private const string Space = "bench";

    internal static int Run(string[] arguments)
    {
        var (nodes, pods, rounds) = (Number(arguments, 2, 5000), Number(arguments, 3, 10_000), Number(arguments, 4, 2));
        using var client = new ApiClient(KubeConfig.Read(arguments[0], null, TimeProvider.System), TimeProvider.System);
        RunAsync(client, arguments[1], nodes, pods, rounds).GetAwaiter().GetResult();
        return 0;
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at]) : otherwise;

    private static async Task RunAsync(ApiClient client, string scheduler, int nodes, int pods, int rounds)
    {
        var api = new KubeApi(client);
        var any = new ApiResource<JsonObject>(client, ResourceType.Nodes);
        await new ApiResource<JsonObject>(client, ResourceType.Namespaces).ApplyAsync(null, Space, new() { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = Space } }, "bench", true, default).ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, nodes, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (node, end) => await any.CreateAsync(null, Node(node), end).ConfigureAwait(false)).ConfigureAwait(false);
        Console.WriteLine($"{nodes:N0} nodes made in {watch.Elapsed.TotalSeconds:0.0} s");
        Console.WriteLine($"{"round",-8}{"scheduler",-20}{"seconds",10}{"pods/s",10}{"others",10}");
        var others = new OthersShare("kube-apiserver", "etcd", "kube-controller", "kube-scheduler");
        for (var round = 1; round <= rounds; round++)
            foreach (var name in round % 2 == 1 ? (string[])["default-scheduler", "berth"] : ["berth", "default-scheduler"])
            {
                Signal("STOP", scheduler);
                await MakePodsAsync(api, name, pods).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromSeconds(3)).ConfigureAwait(false);
                others.Next();
                var seconds = await MeasureAsync(client, name, scheduler, pods).ConfigureAwait(false);
                Console.WriteLine($"{round,-8}{name,-20}{seconds,10:0.00}{pods / seconds,10:N0}{others.Next(),9:0}%");
                await client.SendAsync(HttpMethod.Delete, ResourceType.Pods.Path(Space) + "?gracePeriodSeconds=0", null, KubeJson.Of<JsonObject>(), default).ConfigureAwait(false);
                Signal("CONT", scheduler);
            }
    }

    private static async Task<double> MeasureAsync(ApiClient client, string name, string scheduler, int pods)
    {
        using var end = new CancellationTokenSource();
        var counter = new BoundPods(pods);
        var counting = new Informer<Pod>(new KubeApi(client).Pods, new(Space), counter, TimeProvider.System, new(1, "counter")).RunAsync(end.Token);
        await counter.Ready.ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        var running = Task.CompletedTask;
        using var own = new ApiClient(client.Access, TimeProvider.System);
        using var service = new SchedulerService(own, new(PlacementPolicies.Get("least-allocated")) { Lease = null }, new NoNews(), TimeProvider.System);
        if (name == "berth")
            running = service.RunAsync(end.Token);
        else
            Signal("CONT", scheduler);
        await counter.All.WaitAsync(TimeSpan.FromMinutes(3)).ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        await end.CancelAsync().ConfigureAwait(false);
        foreach (var part in (Task[])[counting, running])
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return seconds;
    }

    private static Task MakePodsAsync(KubeApi api, string scheduler, int pods) =>
        Parallel.ForAsync(0, pods, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (pod, end) =>
        {
            var spec = new PodSpec
            {
                SchedulerName = scheduler, Tolerations = [new() { Operator = "Exists" }],
                Containers = [new() { Name = "main", Image = "localhost/none:1", Resources = new() { Requests = new Dictionary<string, string> { ["cpu"] = "100m", ["memory"] = "64Mi" } } }],
            };
            while (true)
                try
                {
                    await api.Pods.CreateAsync(Space, new() { Metadata = new() { Name = $"{scheduler}-{pod}", Namespace = Space }, Spec = spec }, end).ConfigureAwait(false);
                    return;
                }
                catch (ApiException exception) when (exception.Code is 403 or 500)
                {
                    // The service account of the namespace is not there yet.
                    await Task.Delay(100, end).ConfigureAwait(false);
                }
        });

    private static JsonObject Node(int number)
    {
        static JsonObject Capacity() => new() { ["cpu"] = "16", ["memory"] = "64Gi", ["pods"] = "110" };
        return new()
        {
            ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = new JsonObject { ["name"] = $"bench-{number}" },
            ["status"] = new JsonObject
            {
                ["allocatable"] = Capacity(), ["capacity"] = Capacity(),
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["reason"] = "Bench", ["message"] = "", ["lastHeartbeatTime"] = "2026-01-01T00:00:00Z", ["lastTransitionTime"] = "2026-01-01T00:00:00Z" }),
            },
        };
    }

    private static void Signal(string signal, string process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process]);
        kill.WaitForExit();
    }

    private sealed class BoundPods(int wanted) : IInformerListener<Pod>
    {
        private readonly TaskCompletionSource _ready = new(), _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _there, _bound;

        internal Task Ready => _ready.Task;

        internal Task All => _all.Task;

        public void Set(Pod item, Pod? before)
        {
            if (before is null && ++_there == wanted)
                _ready.TrySetResult();
            if (item.Spec.NodeName is not null && before?.Spec.NodeName is null && ++_bound == wanted)
                _all.TrySetResult();
        }

        public void Gone(Pod item)
        {
        }

        public void Synced()
        {
        }
    }

    private sealed class NoNews : ISchedulerNews
    {
        public void Bound(ObjectKey pod, DecisionNote note)
        {
        }

        public void Refused(ObjectKey pod, string reason) => Console.Error.WriteLine($"{pod}: {reason}");

        public void Said(string what) => Console.Error.WriteLine(what);
    }
}
