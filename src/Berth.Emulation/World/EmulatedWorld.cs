using System.Net;
using Berth.Emulation.Cgroups;
using Berth.Emulation.Functions;
using Berth.Emulation.Links;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;
using Berth.Emulation.Processor;
using Berth.Emulation.Runs;
using Berth.Model;
using Berth.Records.Store;
using Berth.Workloads.Programs;

namespace Berth.Emulation.World;

/// <summary>A continuum on this machine: nodes that stand, links between them, and the controller of their processors.</summary>
public sealed class EmulatedWorld : IFunctionWorld, IDisposable
{
    private const int MostNodes = 60_000;

    private readonly Launcher _launcher;
    private readonly SlotPlan _plan;

    private EmulatedWorld(Continuum continuum, double dilation, IReadOnlyList<EmulatedNode> nodes, SlotPlan plan, LinkRouter router, SlotSwitch? slots, Launcher launcher, IReadOnlyList<string> notes)
    {
        (Continuum, Dilation, Nodes, Router, Slots, _launcher, Notes) = (continuum, dilation, nodes, router, slots, launcher, notes);
        _plan = plan;
        ByName = nodes.ToDictionary(node => node.Node.Name);
    }

    /// <summary>What it stands for.</summary>
    public Continuum Continuum { get; }

    /// <summary>How many times slower than real time it runs.</summary>
    public double Dilation { get; }

    /// <summary>Its nodes, in the continuum's order.</summary>
    public IReadOnlyList<EmulatedNode> Nodes { get; }

    /// <summary>Its nodes by name.</summary>
    public IReadOnlyDictionary<string, EmulatedNode> ByName { get; }

    /// <summary>Its links.</summary>
    public LinkRouter Router { get; }

    /// <summary>The controller of its processors; null when they are held to a quota instead.</summary>
    public SlotSwitch? Slots { get; }

    /// <summary>What a person should know about how it is enforced here, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Length of a cycle of slots.</summary>
    internal double CycleSeconds => _plan.CycleSeconds;

    /// <summary>How many slots a lane has in a cycle.</summary>
    internal int SlotsOf(Lane lane) => _plan.Slots.Count(slot => _plan.Lanes[slot.Lane] == lane);

    /// <summary>
    /// The longest mean time, in seconds of the world, that a process waits which wakes at a random moment: the lane with a part s of the time in n slots a cycle is off for
    /// (1 − s) of it, in gaps of (1 − s) / n of a cycle, and half a gap is left on average.
    /// </summary>
    public double WakeSeconds => Slots is null ? 0 : _plan.Lanes.Max(lane => (1 - lane.Speed) * (1 - lane.Speed) * CycleSeconds / (2 * SlotsOf(lane))) / Dilation;

    /// <summary>The cores of this machine that nodes can be placed on.</summary>
    public static int RealCores => Environment.ProcessorCount;

    /// <summary>The smallest dilation with which a continuum fits on this machine.</summary>
    /// <param name="continuum">The continuum.</param>
    /// <param name="least">No smaller one; below 1 a world may run faster than real time.</param>
    public static double LeastDilation(Continuum continuum, double least = 1) => SlotPlan.LeastDilation(Demands(continuum, 1), RealCores, least);

    /// <summary>Lets every lane run all the time.</summary>
    internal void OpenLanes() => Lanes(Slots is { } slots ? slots.Open : null);

    /// <summary>Lets every lane run in its slots only.</summary>
    internal void GateLanes() => Lanes(Slots is { } slots ? slots.Gate : null);

    /// <inheritdoc/>
    IReadOnlyList<IFunctionNode> IFunctionWorld.Nodes => Nodes;

    /// <inheritdoc/>
    void IFunctionWorld.Open() => OpenLanes();

    /// <inheritdoc/>
    void IFunctionWorld.Gate() => GateLanes();

    /// <inheritdoc/>
    async Task IFunctionWorld.SampleAsync(RunStore store, int deployment, long start, CancellationToken ended)
    {
        using var sampler = new Sampler(this, store, deployment, new(start, Dilation));
        await Task.Delay(Timeout.InfiniteTimeSpan, ended).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        sampler.End();
    }

    private void Lanes(Action<Lane>? change)
    {
        if (change is not null)
            foreach (var lane in Nodes.SelectMany(node => node.Lanes))
                change(lane.Lane);
    }

    /// <summary>Tells of the death of a process that the world needs: what is measured without it is not worth keeping.</summary>
    /// <exception cref="EmulationException">One has ended.</exception>
    public void AssertWhole()
    {
        if (Router.HasEnded)
            throw new EmulationException("the process that emulates the links has ended: somebody killed it, or the machine ran out of memory");
        if (Slots?.HasEnded == true)
            throw new EmulationException("the process that emulates the processors has ended: somebody killed it, or the machine ran out of memory");
    }

    /// <summary>Builds it. Whatever fails, nothing of it is left.</summary>
    /// <exception cref="EmulationException">The machine does not allow it, or is too small.</exception>
    public static EmulatedWorld Build(Continuum continuum, double dilation, ProcessorSharing sharing, long seed)
    {
        if (continuum.Nodes.Count > MostNodes)
            throw new EmulationException($"{continuum.Nodes.Count} nodes are more than the {MostNodes} that have addresses");
        var launcher = new Launcher();
        var disposables = new Stack<IDisposable>([launcher]);
        try
        {
            return Build(continuum, dilation, sharing, seed, launcher, disposables);
        }
        catch (Exception exception)
        {
            foreach (var disposable in disposables)
                disposable.Dispose();
            Leftovers.SweepMine();
            if (exception is ArgumentException or IOException or UnauthorizedAccessException)
                throw new EmulationException(exception.Message);
            throw;
        }
    }

    private static EmulatedWorld Build(Continuum continuum, double dilation, ProcessorSharing sharing, long seed, Launcher launcher, Stack<IDisposable> made)
    {
        var plan = SlotPlan.Make(Demands(continuum, dilation), RealCores);
        var hierarchy = Hierarchies.Find();
        var notes = new List<string>();
        if (hierarchy is null)
            notes.Add("no control groups can be written here, so memory, process and disk limits are not enforced");
        if (sharing == ProcessorSharing.Quota && hierarchy?.Controllers.Contains("cpu") != true)
            throw new EmulationException("processor: quota needs the cpu controller of control groups; use processor: slots");
        var slots = sharing == ProcessorSharing.Slots ? StartSlots(plan, hierarchy, launcher, notes) : null;
        if (slots is not null)
            made.Push(slots);
        else
            notes.Add("processors are held to a CFS quota: right under load, up to twice too fast for a lone request");
        var nodes = new List<EmulatedNode>();
        for (var index = 0; index < continuum.Nodes.Count; index++)
        {
            var node = new NodeMaker(plan, hierarchy, slots, launcher).Make(continuum.Nodes[index], AddressOf(index), dilation);
            made.Push(node);
            nodes.Add(node);
        }
        var document = LinkDocument.Of(continuum, nodes, dilation, seed);
        var router = launcher.Run(() => LinkRouter.Start(document, RealTimeThread.Command(RealTimeThread.RouterPriority, BerthProgram.Command(RouterProcess.Verb))));
        made.Push(router);
        if (router.Precedence != ThreadPrecedence.Fifo)
            notes.Add("real-time scheduling is not allowed here, so links and slots are less exact on a busy machine");
        return new(continuum, dilation, nodes, plan, router, slots, launcher, notes);
    }

    /// <summary>Starts a program beside the emulated nodes, on the whole machine: what drives a world without being a part of it.</summary>
    /// <param name="role">What it does.</param>
    /// <param name="command">Its command line.</param>
    public NodeProcess StartOutside(string role, IReadOnlyList<string> command)
    {
        var start = new System.Diagnostics.ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(_launcher.Start(start), "machine", 0, role, () => null);
    }

    private static SlotSwitch StartSlots(SlotPlan plan, ICgroupHierarchy? hierarchy, Launcher launcher, List<string> notes)
    {
        // One group that stays frozen: without it the kernel patches its code at every freeze and thaw, which takes 0.1 ms.
        if (hierarchy?.FreezerState($"{RunIdentity.Mine}/hold") is { } hold)
        {
            hierarchy.Make($"{RunIdentity.Mine}/hold", null);
            CgroupFiles.Write(Path.GetDirectoryName(hold)!, "freezer.state", "FROZEN");
        }
        else
            notes.Add("slots are switched by signals, since there is no version 1 freezer");
        var lanes = plan.Lanes.Select(lane =>
        {
            var group = NodeMaker.LaneGroup(lane);
            hierarchy?.Make(group, null);
            return new SlotLane(lane.Name, lane.Cores, lane.Speed, hierarchy?.FreezerState(group));
        }).ToList();
        var schedule = new SlotSchedule((long)(plan.CycleSeconds * 1e9), RealCores, lanes, plan.Slots);
        return SlotSwitch.Start(schedule, RealTimeThread.Command(RealTimeThread.SlotPriority, BerthProgram.Command(SlotController.Verb)), launcher.Start);
    }

    private static List<LaneDemand> Demands(Continuum continuum, double dilation) =>
        [.. continuum.Nodes.Select(node => new LaneDemand(node.Name, node.Site.Cpu.Cores, node.Site.Share.Value / dilation))];

    private static IPAddress AddressOf(int index) => new([10, 77, (byte)((index + 1) >> 8), (byte)(index + 1)]);

    /// <summary>Ends every process of it and removes what it made.</summary>
    public void Dispose()
    {
        Slots?.Dispose();
        Router.Dispose();
        foreach (var node in Nodes)
            node.Dispose();
        _launcher.Dispose();
        Leftovers.SweepMine();
    }
}
