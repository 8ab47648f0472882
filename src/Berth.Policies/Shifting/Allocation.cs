namespace Berth.Policies.Shifting;

/// <summary>
/// Servers of a job in each slot. One slot at most is split: the last server that was needed is needed for a part of it only.
/// </summary>
/// <param name="slots">The slots, one after the other.</param>
internal sealed class Allocation(Slot[] slots)
{
    private readonly int[] _servers = new int[slots.Length];
    private int _splitSlot = -1, _splitFewer;
    private long _splitLength;

    internal int this[int slot]
    {
        get => _servers[slot];
        set => _servers[slot] = value;
    }

    /// <summary>Gives a slot its full number of servers for a part of it, and fewer for the rest.</summary>
    internal void Split(int slot, int servers, long length, int fewer)
    {
        _servers[slot] = servers;
        if (length < slots[slot].Length)
            (_splitSlot, _splitLength, _splitFewer) = (slot, length, fewer);
    }

    /// <summary>The segments: neighbours with the same number are joined, the last has no end.</summary>
    internal List<Segment> Segments()
    {
        var segments = new List<Segment>();
        for (var at = 0; at < slots.Length; at++)
        {
            var (start, end) = (slots[at].Start, slots[at].End);
            if (at != _splitSlot)
                Add(start, end, _servers[at]);
            else if (Before(at) >= _servers[at] || After(at) < _servers[at])
            {
                Add(start, start + _splitLength, _servers[at]);
                Add(start + _splitLength, end, _splitFewer);
            }
            else
            {
                Add(start, end - _splitLength, _splitFewer);
                Add(end - _splitLength, end, _servers[at]);
            }
        }
        segments[^1] = segments[^1] with { End = long.MaxValue };
        return segments;

        void Add(long start, long end, int servers)
        {
            if (servers == 0 || start == end)
                return;
            if (segments.Count > 0 && segments[^1] is var last && last.End == start && last.Servers == servers)
                segments[^1] = last with { End = end };
            else
                segments.Add(new(start, end, servers));
        }
    }

    private int Before(int slot) => slot == 0 ? 0 : _servers[slot - 1];

    private int After(int slot) => slot == slots.Length - 1 ? 0 : _servers[slot + 1];
}
