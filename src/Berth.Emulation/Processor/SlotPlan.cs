namespace Berth.Emulation.Processor;

/// <summary>
/// Time slots for every node on the real cores: within a cycle each lane is on for the part that its speed asks for, in slots that are spread
/// evenly, and no two lanes are on at once on one core.
/// </summary>
public sealed class SlotPlan
{
    /// <summary>
    /// The part of each real core that lanes may use; the rest runs the controller, the router, the records and the system.
    /// </summary>
    public const double Usable = 0.90;

    /// <summary>Long against a switch (some 0.1 ms with everything that it wakes) and short against a request.</summary>
    private const double SlotSeconds = 0.0015;

    private const double ShortestCycleSeconds = 0.003;
    private const double LongestCycleSeconds = 0.020;

    private SlotPlan(IReadOnlyList<Lane> lanes, IReadOnlyList<Slot> slots, double cycleSeconds)
    {
        Lanes = lanes;
        Slots = slots;
        CycleSeconds = cycleSeconds;
    }

    /// <summary>Every lane, widest and fastest first.</summary>
    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>Every slot in order of its begin.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>Length of a cycle.</summary>
    public double CycleSeconds { get; }

    /// <summary>The smallest dilation, rounded up to a twentieth, with which the nodes fit on so many real cores.</summary>
    /// <param name="demands">The nodes.</param>
    /// <param name="realCores">Cores of the machine.</param>
    /// <param name="least">No smaller one; below 1 a world may run faster than real time.</param>
    public static double LeastDilation(IReadOnlyList<LaneDemand> demands, int realCores, double least = 1)
    {
        var needed = Heights(Assign(demands, realCores), realCores).Max() / Usable;
        return needed <= least ? least : Math.Ceiling(Math.Round(needed * 20, 6)) / 20;
    }

    /// <summary>Plans nodes whose speeds are divided by the dilation already.</summary>
    /// <exception cref="ArgumentException">They need more than there is.</exception>
    public static SlotPlan Make(IReadOnlyList<LaneDemand> demands, int realCores)
    {
        var lanes = Assign(demands, realCores);
        var heights = Heights(lanes, realCores);
        if (heights.Max() > Usable + 1e-9)
            throw new ArgumentException($"the nodes need {heights.Max() / Usable:0.00} times what the machine has");
        var least = lanes.Count == 0 ? 1 : lanes.Min(lane => lane.Speed);
        var cycle = Math.Clamp(SlotSeconds / least, ShortestCycleSeconds, LongestCycleSeconds);
        foreach (var spread in (ReadOnlySpan<double>)[1, 0.75, 0.5, 0.25])
            if (Spread(lanes, heights, cycle, spread) is { } slots)
                return new(lanes, slots, cycle);
        return new(lanes, Stack(lanes, realCores), cycle);
    }

    /// <summary>Gives each lane the real cores that are promised least so far, widest and fastest lanes first.</summary>
    private static List<Lane> Assign(IReadOnlyList<LaneDemand> demands, int realCores)
    {
        var heights = new double[realCores];
        var lanes = new List<Lane>();
        foreach (var (node, index, width, speed) in demands.SelectMany(demand => Split(demand, realCores))
            .OrderByDescending(piece => piece.Width).ThenByDescending(piece => piece.Speed))
        {
            int[] cores = [.. Enumerable.Range(0, realCores).OrderBy(core => heights[core]).ThenBy(core => core).Take(width).Order()];
            var begin = cores.Max(core => heights[core]);
            foreach (var core in cores)
                heights[core] = begin + speed;
            lanes.Add(new(node, index, cores, speed));
        }
        return lanes;
    }

    /// <summary>Whole cores in lanes as wide as the machine; a fraction of a core is a slower core of its own.</summary>
    private static IEnumerable<(string Node, int Index, int Width, double Speed)> Split(LaneDemand demand, int realCores)
    {
        var index = 0;
        var whole = (int)Math.Floor(demand.Cores + 1e-9);
        for (var left = whole; left > 0; left -= realCores)
            yield return (demand.Node, index++, Math.Min(left, realCores), demand.Speed);
        if (demand.Cores - whole > 1e-9)
            yield return (demand.Node, index, 1, demand.Speed * (demand.Cores - whole));
    }

    /// <summary>How full each core is when the lanes are stacked in order.</summary>
    private static double[] Heights(List<Lane> lanes, int realCores)
    {
        var heights = new double[realCores];
        foreach (var slot in Stack(lanes, realCores))
            foreach (var core in lanes[slot.Lane].Cores)
                heights[core] = slot.Begin + slot.Length;
        return heights;
    }

    private static List<Slot> Stack(List<Lane> lanes, int realCores)
    {
        var until = new double[realCores];
        return [.. lanes.Select((lane, index) => Place(until, lane.Cores, index, lane.Speed)).OrderBy(slot => slot.Begin)];
    }

    /// <summary>
    /// Cuts each lane, and the idle rest of each core, into slots near the wanted length and deals them out evenly over the cycle;
    /// null when lanes of different widths get in each other's way so much that it does not fit.
    /// </summary>
    private static List<Slot>? Spread(List<Lane> lanes, double[] heights, double cycle, double idleSpread)
    {
        var pieces = new List<(double Key, int Lane, IReadOnlyList<int> Cores, double Length)>();
        void Cut(int lane, IReadOnlyList<int> cores, double length)
        {
            var count = Math.Max(1, (int)(length * cycle / SlotSeconds));
            for (var piece = 0; piece < count; piece++)
                pieces.Add(((piece + 0.5) / count, lane, cores, length / count));
        }
        for (var lane = 0; lane < lanes.Count; lane++)
            Cut(lane, lanes[lane].Cores, lanes[lane].Speed);
        for (var core = 0; core < heights.Length; core++)
            Cut(-1, [core], Math.Max(0, 1 - heights[core]) * idleSpread);
        var until = new double[heights.Length];
        var slots = pieces.OrderBy(piece => piece.Key).ThenBy(piece => piece.Lane < 0 ? int.MaxValue : piece.Lane)
            .Select(piece => Place(until, piece.Cores, piece.Lane, piece.Length)).Where(slot => slot.Lane >= 0).OrderBy(slot => slot.Begin).ToList();
        return until.Max() <= 1 + 1e-9 ? slots : null;
    }

    private static Slot Place(double[] until, IReadOnlyList<int> cores, int lane, double length)
    {
        var begin = cores.Max(core => until[core]);
        foreach (var core in cores)
            until[core] = begin + length;
        return new(lane, begin, length);
    }
}
