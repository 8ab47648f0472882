using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Streams;

/// <summary>The processes of one placement: workers on the chosen nodes, brokers beside them where items go by MQTT, and sources.</summary>
public sealed class StreamPrograms : IDisposable
{
    /// <summary>Enough that none is remembered, few enough that a source is ready soon.</summary>
    private const int Pictures = 8;

    private const int FirstWorkerPort = 8080;
    private const int FirstBrokerPort = 1883;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1.2);

    private readonly Func<string, IStreamNode> _node;
    private readonly double _dilation;
    private readonly Experiment _experiment;
    private readonly List<(IStreamNode Node, LineProgram Program)> _started = [];
    private readonly List<RunningSource> _sources = [];
    private readonly HashSet<LineProgram> _told = [];

    private StreamPrograms(Experiment experiment, Func<string, IStreamNode> node, double dilation) => (_experiment, _node, _dilation) = (experiment, node, dilation);

    /// <summary>The sources, one for each stream.</summary>
    public IReadOnlyList<RunningSource> Sources => _sources;

    /// <summary>Starts everything and waits until all of it is warm.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="plan">Where its streams are processed.</param>
    /// <param name="node">The node of a name.</param>
    /// <param name="dilation">How many times slower than real time the world is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Exception">A program could not start: the exception of its world.</exception>
    public static async Task<StreamPrograms> StartAsync(Experiment experiment, PlacementPlan plan, Func<string, IStreamNode> node, double dilation, CancellationToken cancellation)
    {
        var programs = new StreamPrograms(experiment, node, dilation);
        try
        {
            await programs.StartWorkersAsync(plan, cancellation).ConfigureAwait(false);
            await programs.StartSourcesAsync(plan, cancellation).ConfigureAwait(false);
            return programs;
        }
        catch
        {
            programs.Dispose();
            throw;
        }
    }

    /// <summary>Has all sources produce items and collects what becomes of them; an interruption gives them a moment to resolve what is under way.</summary>
    /// <param name="repetition">Number of the repetition; each has its own arrivals.</param>
    /// <param name="times">When a source begins and ends, on its own clock.</param>
    /// <param name="patience">Longest silence of a source.</param>
    /// <param name="fail">Told of a source that says nothing.</param>
    /// <param name="tell">Told of what was cut off by the interruption: its kind, and what happened.</param>
    /// <param name="cancellation">The interruption.</param>
    public async Task<IReadOnlyDictionary<RunningSource, List<ItemTimeline>>> CollectAsync(
        int repetition, Func<RunningSource, (long Begin, long End)> times, TimeSpan patience, Action<string> fail, Action<string, string> tell, CancellationToken cancellation)
    {
        var items = _sources.ToDictionary(source => source, _ => new List<ItemTimeline>());
        using var abandon = new CancellationTokenSource();
        await using var registration = cancellation.Register(() =>
        {
            foreach (var source in _sources)
                source.Program.Send("stop");
            abandon.CancelAfter(LastWords);
        }).ConfigureAwait(false);
        await Task.WhenAll(items.Select(async each =>
        {
            var (begin, end) = times(each.Key);
            try
            {
                await each.Key.CollectAsync(begin, end, repetition, patience, each.Value, abandon.Token).ConfigureAwait(false);
            }
            catch (TimeoutException exception)
            {
                fail(exception.Message);
            }
            catch (OperationCanceledException)
            {
                tell("interrupted", $"items of {each.Key.Stream.Source} that were under way are not counted");
            }
        })).ConfigureAwait(false);
        return items;
    }

    /// <summary>Tells of every program that ends by itself, once.</summary>
    public async Task WatchAsync(Action<string> fail, CancellationToken ended)
    {
        for (var last = false; !last;)
        {
            last = ended.IsCancellationRequested;
            foreach (var program in _started.Select(each => each.Program).Where(program => program.Died && _told.Add(program)))
                fail($"the {program.Role} on {program.Node} ended during the run ({program.Ending})");
            await Task.Delay(50, ended).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Ends everything.</summary>
    public void Dispose()
    {
        foreach (var (_, program) in _started)
            program.End();
        foreach (var (node, program) in _started)
            node.Remove(program);
    }

    private async Task StartWorkersAsync(PlacementPlan plan, CancellationToken cancellation)
    {
        foreach (var (workload, number) in _experiment.Workloads.Select((workload, number) => (workload, number)))
            foreach (var name in plan.Streams.Where(stream => stream.Workload == workload).Select(stream => stream.Worker).Distinct())
            {
                var node = _node(name);
                if (workload.Transport == Transport.Mqtt)
                    _started.Add((node, await node.StartBrokerAsync(FirstBrokerPort + number, Patience, cancellation).ConfigureAwait(false)));
                for (var lane = 0; lane < node.LaneCores.Count; lane++)
                    Start(node, "worker", lane, WorkerProgram.Verb).Send(WorkerSettings(workload, number, node, lane).ToLine());
            }
        foreach (var (_, worker) in _started.Where(each => each.Program.Role == "worker"))
            await worker.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
    }

    private async Task StartSourcesAsync(PlacementPlan plan, CancellationToken cancellation)
    {
        var placedOn = new Dictionary<string, int>();
        foreach (var stream in plan.Streams)
        {
            var worker = _node(stream.Worker);
            var turn = placedOn[stream.Worker] = placedOn.GetValueOrDefault(stream.Worker, -1) + 1;
            var program = Start(_node(stream.Source), "source", 0, SourceProgram.Verb);
            program.Send(SourceSettings(stream, worker, turn % worker.LaneCores.Count).ToLine());
            _sources.Add(new(stream, program));
        }
        foreach (var source in _sources)
            await source.Program.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
    }

    private LineProgram Start(IStreamNode node, string role, int lane, string verb)
    {
        var program = node.Start(role, lane, verb);
        _started.Add((node, program));
        return program;
    }

    private static WorkerSettings WorkerSettings(Workload workload, int number, IStreamNode node, int lane) => new(
        workload.Transport,
        node.Address,
        workload.Transport == Transport.Mqtt ? FirstBrokerPort + number : WorkerPort(number, lane),
        node.LaneCores[lane],
        workload.Model,
        TopicPrefix: Topic(workload, lane));

    private SourceSettings SourceSettings(PlacedStream stream, IStreamNode worker, int lane)
    {
        var workload = stream.Workload;
        var number = _experiment.Workloads.Index().First(each => each.Item == workload).Index;
        return new(
            stream.Source,
            stream.Worker,
            workload.Transport,
            worker.Address,
            workload.Transport == Transport.Mqtt ? FirstBrokerPort + number : WorkerPort(number, lane),
            workload.Rate.PerSecond / _dilation,
            workload.Arrivals,
            _experiment.Seed,
            $"{workload.Name}@{stream.Source}",
            (long)workload.Picture.Bytes,
            workload.Format,
            (long)(workload.Timeout.Nanoseconds * _dilation),
            Pictures,
            TopicPrefix: Topic(workload, lane));
    }

    private static int WorkerPort(int workload, int lane) => FirstWorkerPort + 100 * workload + lane;

    private static string Topic(Workload workload, int lane) => $"berth/{workload.Name}/{lane}";
}
