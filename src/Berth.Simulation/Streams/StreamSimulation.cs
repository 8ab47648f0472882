using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Simulation.Engine;
using Berth.Simulation.Queues;
using Berth.Workloads.Sources;

namespace Berth.Simulation.Streams;

/// <summary>
/// One repetition of one placement of streams, in virtual time from 0: sources on their nodes, connections over links, workers on theirs.
/// All that runs on a node shares its cores; a worker for each core takes items in their order. Arrivals are those of the emulation, moment for moment.
/// </summary>
public sealed class StreamSimulation
{
    private const byte CpuDone = 0, Received = 1, Answered = 2, Scheduled = 3;
    private const long ReplyBytes = 300;
    private const long SamplePeriod = 1_000_000_000;

    private readonly Experiment _experiment;
    private readonly EventQueue _events = new();
    private readonly List<StreamState> _streams = [];
    private readonly List<ItemState> _items = [];
    private readonly Dictionary<string, NodeCpu> _cpus = [];
    private readonly long _start, _end;
    private long _now;

    /// <summary>Prepares a repetition.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="plan">Where each stream is processed.</param>
    /// <param name="repetition">Number from 1: it chooses the chance of links and services.</param>
    public StreamSimulation(Experiment experiment, PlacementPlan plan, int repetition)
    {
        _experiment = experiment;
        _start = experiment.Run.Warmup.Nanoseconds;
        _end = _start + experiment.Run.Duration.Nanoseconds;
        var continuum = experiment.Continuum;
        foreach (var node in continuum.Nodes)
            _cpus[node.Name] = new(node);
        var wires = new Dictionary<(string, string), PairWire>();
        foreach (var stream in plan.Streams)
        {
            var (source, worker) = (_cpus[stream.Source].Node, _cpus[stream.Worker].Node);
            var local = stream.Source == stream.Worker;
            var name = $"{stream.Workload.Name}@{stream.Source}";
            PairWire Wire(string from, string to) => wires.TryGetValue((from, to), out var wire) ? wire : wires[(from, to)] = new();
            var there = new LinkTimeline(local ? null : continuum.Link(source.Site.Name, worker.Site.Name), _start);
            var back = new LinkTimeline(local ? null : continuum.Link(worker.Site.Name, source.Site.Name), _start);
            _streams.Add(new(
                stream,
                stream.Workload.Profile,
                new(there, back, Wire(stream.Source, stream.Worker), new(experiment.Seed, $"uplink {name} {repetition}")),
                new(back, there, Wire(stream.Worker, stream.Source), new(experiment.Seed, $"downlink {name} {repetition}")),
                new(experiment.Seed, $"processing {name} {repetition}"),
                ArrivalSchedule.Moments(stream.Workload.Arrivals, stream.Workload.Rate.PerSecond, experiment.Seed, name, 0, _end).GetEnumerator()));
        }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="SimulationException">Something that cannot be: an item lost, or Little's law broken.</exception>
    public StreamResult Run()
    {
        for (var stream = 0; stream < _streams.Count; stream++)
            ScheduleNext(stream);
        while (_events.Count > 0)
        {
            var happened = _events.Take();
            _now = happened.Time;
            switch (happened.Kind)
            {
                case Scheduled:
                    Launch(happened.Target);
                    break;
                case Received:
                    Enter(happened.Target, Stage.Receive);
                    break;
                case Answered:
                    Enter(happened.Target, Stage.Return);
                    break;
                default:
                    Served(happened.Target, happened.Version);
                    break;
            }
        }
        return Finish();
    }

    private void ScheduleNext(int stream)
    {
        if (_streams[stream].Arrivals.MoveNext())
            _events.Add(_streams[stream].Arrivals.Current, Scheduled, stream);
    }

    private void Launch(int stream)
    {
        var state = _streams[stream];
        var factor = Math.Max(0.1, 1 + state.Profile.Variation.Value * state.Random.NextNormal());
        _items.Add(new() { Stream = stream, Number = state.Items++, Scheduled = _now, Factor = factor });
        Enter(_items.Count - 1, Stage.Preprocess);
        ScheduleNext(stream);
    }

    /// <summary>An item comes to a stage: processing waits for a worker, everything else begins at once.</summary>
    private void Enter(int number, Stage stage)
    {
        var item = _items[number];
        item.Stage = stage;
        var stream = _streams[item.Stream];
        var cpu = _cpus[stage is Stage.Preprocess or Stage.Return ? stream.Placed.Source : stream.Placed.Worker];
        item.Cpu = cpu;
        if (stage != Stage.Process || cpu.Workers.Enter(number, _now))
            Begin(number);
    }

    private void Begin(int number)
    {
        var item = _items[number];
        var profile = _streams[item.Stream].Profile;
        if (item.Stage == Stage.Process)
            item.Dequeued = _now;
        var seconds = item.Stage switch
        {
            Stage.Preprocess => profile.Preprocess.Seconds,
            Stage.Receive => profile.Receive.Seconds,
            Stage.Process => profile.Process.Seconds * item.Factor,
            _ => profile.Return.Seconds,
        };
        item.Cpu!.Start(number, seconds, _now);
        AwaitEnd(item.Cpu);
    }

    private void AwaitEnd(NodeCpu cpu)
    {
        if (cpu.Running > 0 && cpu.NextEnd() is var (moment, item))
            _events.Add(moment, CpuDone, item, cpu.Version);
    }

    /// <summary>A core is done with an item.</summary>
    private void Served(int number, int version)
    {
        var item = _items[number];
        var cpu = item.Cpu!;
        if (cpu.Version != version)
            return;
        cpu.End(number, _now);
        AwaitEnd(cpu);
        var stream = _streams[item.Stream];
        switch (item.Stage)
        {
            case Stage.Preprocess:
                item.Preprocessed = item.Sent = _now;
                Deliver(stream.Up.Send(stream.Bytes, _now), Received, number);
                break;
            case Stage.Receive:
                item.Received = _now;
                Enter(number, Stage.Process);
                break;
            case Stage.Process:
                item.Processed = item.Replied = _now;
                if (cpu.Workers.Leave(_now) is >= 0 and var next)
                    Begin(next);
                Deliver(stream.Down.Send(ReplyBytes, _now), Answered, number);
                break;
            default:
                item.Returned = _now;
                break;
        }
    }

    private void Deliver(long moment, byte kind, int number)
    {
        if (moment != long.MaxValue)
            _events.Add(moment, kind, number);
    }

    private StreamResult Finish()
    {
        var items = _streams.ConvertAll(stream => new List<ItemTimeline>(stream.Items));
        foreach (var item in _items)
            items[item.Stream].Add(item.Timeline(_streams[item.Stream]));
        var samples = new List<NodeSample>();
        foreach (var cpu in _cpus.Values)
        {
            if (cpu.Running + cpu.Workers.Busy + cpu.Workers.Waiting != 0)
                throw new SimulationException($"{cpu.Node.Name} still has items at the end");
            for (var from = _start; from < _end; from += SamplePeriod)
            {
                var to = Math.Min(from + SamplePeriod, _end);
                samples.Add(new(cpu.Node.Name, to, to - from, cpu.Utilization(from, to), 0));
            }
        }
        samples.Sort((one, other) => one.Moment.CompareTo(other.Moment));
        CheckLittle();
        return new(
            _start,
            _end,
            [.. _streams.Select((stream, index) => (stream.Placed, (IReadOnlyList<ItemTimeline>)items[index]))],
            samples,
            [.. _streams.Where(stream => stream.Placed.Source != stream.Placed.Worker).SelectMany(stream => stream.Flows())]);
    }

    /// <summary>Little's law: the time that items were present at the workers is the sum of the times that they spent there.</summary>
    private void CheckLittle()
    {
        Int128 present = 0, spent = 0;
        foreach (var cpu in _cpus.Values)
            present += cpu.Workers.PresentTime;
        foreach (var item in _items.Where(item => item.Processed > 0))
            spent += item.Processed - item.Received;
        if (present != spent)
            throw new SimulationException($"Little's law does not hold: items were at workers for {present} ns and spent {spent} ns there");
    }
}
