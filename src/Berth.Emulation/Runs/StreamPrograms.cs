using Berth.Emulation.World;
using Berth.Model;
using Berth.Policies.Placement;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

namespace Berth.Emulation.Runs;

/// <summary>The processes of one placement: workers on the chosen nodes, brokers beside them where items go by MQTT, and sources.</summary>
internal sealed class StreamPrograms : IDisposable
{
    /// <summary>Enough that none is remembered, few enough that a source is ready soon.</summary>
    private const int Pictures = 8;

    private const int FirstWorkerPort = 8080;
    private const int FirstBrokerPort = 1883;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly EmulatedWorld _world;
    private readonly Experiment _experiment;
    private readonly List<(EmulatedNode Node, NodeProcess Process)> _started = [];
    private readonly List<RunningSource> _sources = [];

    private StreamPrograms(EmulatedWorld world, Experiment experiment) => (_world, _experiment) = (world, experiment);

    /// <summary>The sources, one for each stream.</summary>
    internal IReadOnlyList<RunningSource> Sources => _sources;

    /// <summary>Every process.</summary>
    internal IEnumerable<NodeProcess> Processes => _started.Select(each => each.Process);

    /// <summary>Processes whose end has been told of.</summary>
    internal HashSet<NodeProcess> Told { get; } = [];

    /// <summary>Starts everything with open lanes, waits until all of it is warm, and gates the lanes.</summary>
    /// <exception cref="EmulationException">A program could not start.</exception>
    internal static async Task<StreamPrograms> StartAsync(EmulatedWorld world, Experiment experiment, PlacementPlan plan, CancellationToken cancellation)
    {
        var programs = new StreamPrograms(world, experiment);
        try
        {
            world.OpenLanes();
            await programs.StartWorkersAsync(plan, cancellation).ConfigureAwait(false);
            await programs.StartSourcesAsync(plan, cancellation).ConfigureAwait(false);
            world.GateLanes();
            return programs;
        }
        catch
        {
            programs.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (_, process) in _started)
            process.End();
        foreach (var (node, process) in _started)
            node.Remove(process);
    }

    private async Task StartWorkersAsync(PlacementPlan plan, CancellationToken cancellation)
    {
        foreach (var (workload, number) in _experiment.Workloads.Select((workload, number) => (workload, number)))
            foreach (var name in plan.Streams.Where(stream => stream.Workload == workload).Select(stream => stream.Worker).Distinct())
            {
                var node = _world.ByName[name];
                if (workload.Transport == Transport.Mqtt)
                    await StartBrokerAsync(node, FirstBrokerPort + number, cancellation).ConfigureAwait(false);
                for (var lane = 0; lane < node.Lanes.Count; lane++)
                {
                    var process = Start(node, "worker", lane, WorkerProgram.Verb);
                    process.Send(WorkerSettings(workload, number, node, lane).ToLine());
                }
            }
        foreach (var worker in Processes.Where(process => process.Role == "worker"))
            await worker.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
    }

    private async Task StartSourcesAsync(PlacementPlan plan, CancellationToken cancellation)
    {
        var placedOn = new Dictionary<string, int>();
        foreach (var stream in plan.Streams)
        {
            var worker = _world.ByName[stream.Worker];
            var turn = placedOn[stream.Worker] = placedOn.GetValueOrDefault(stream.Worker, -1) + 1;
            var process = Start(_world.ByName[stream.Source], "source", 0, SourceProgram.Verb);
            process.Send(SourceSettings(stream, worker, turn % worker.Lanes.Count).ToLine());
            _sources.Add(new(stream, process));
        }
        foreach (var source in _sources)
            await source.Process.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
    }

    private async Task StartBrokerAsync(EmulatedNode node, int port, CancellationToken cancellation)
    {
        var configuration = Path.Combine(Leftovers.MakeTemporaryFolder(), "mosquitto.conf");
        var process = node.Start("broker", 0, MosquittoBroker.Prepare(configuration, node.Address.ToString(), port));
        _started.Add((node, process));
        await process.ListensAsync(port, Patience, cancellation).ConfigureAwait(false);
    }

    private NodeProcess Start(EmulatedNode node, string role, int lane, string verb)
    {
        var process = node.Start(role, lane, BerthProgram.Command(verb), NodeEnvironment.Variables);
        _started.Add((node, process));
        return process;
    }

    private static WorkerSettings WorkerSettings(Workload workload, int number, EmulatedNode node, int lane) => new(
        workload.Transport,
        node.Address.ToString(),
        workload.Transport == Transport.Mqtt ? FirstBrokerPort + number : WorkerPort(number, lane),
        node.Lanes[lane].Lane.Cores.Count,
        workload.Model,
        TopicPrefix: Topic(workload, lane));

    private SourceSettings SourceSettings(PlacedStream stream, EmulatedNode worker, int lane)
    {
        var workload = stream.Workload;
        var number = _experiment.Workloads.Index().First(each => each.Item == workload).Index;
        return new(
            stream.Source,
            stream.Worker,
            workload.Transport,
            worker.Address.ToString(),
            workload.Transport == Transport.Mqtt ? FirstBrokerPort + number : WorkerPort(number, lane),
            workload.Rate.PerSecond / _world.Dilation,
            workload.Arrivals,
            _experiment.Seed,
            $"{workload.Name}@{stream.Source}",
            (long)workload.Picture.Bytes,
            workload.Format,
            (long)(workload.Timeout.Nanoseconds * _world.Dilation),
            Pictures,
            TopicPrefix: Topic(workload, lane));
    }

    private static int WorkerPort(int workload, int lane) => FirstWorkerPort + 100 * workload + lane;

    private static string Topic(Workload workload, int lane) => $"berth/{workload.Name}/{lane}";
}
