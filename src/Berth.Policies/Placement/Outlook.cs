namespace Berth.Policies.Placement;

/// <summary>
/// What is expected of a busy node once all that waits for it has started: the room that is free from then on, and the ends that are still to come.
/// It is kept until something else happens on the node, so that asking costs a walk over a few ends.
/// </summary>
internal sealed class Outlook(long moment, Room free)
{
    private readonly List<(long End, Demand Demand)> _ends = [];
    private int _passed;

    /// <summary>Something runs until its end.</summary>
    internal void Add(in Demand demand, long end)
    {
        var at = _ends.Count;
        while (at > _passed && _ends[at - 1].End > end)
            at--;
        _ends.Insert(at, (end, demand));
    }

    /// <summary>Something waits behind all others.</summary>
    internal void Append(in Demand demand, double seconds)
    {
        (moment, free, _passed) = Walk(demand, _passed);
        free = free.Less(demand);
        Add(demand, End(moment, seconds));
    }

    /// <summary>When a demand finds room; if <paramref name="after"/>, not before the next end.</summary>
    internal long Start(in Demand demand, bool after)
    {
        var (start, _, passed) = Walk(demand, _passed);
        return after && passed == _passed && passed < _ends.Count ? Math.Max(start, _ends[passed].End) : start;
    }

    private (long Moment, Room Free, int Passed) Walk(in Demand demand, int passed)
    {
        var (at, room) = (moment, free);
        while (!room.Holds(demand) && passed < _ends.Count)
        {
            var (end, returned) = _ends[passed++];
            at = Math.Max(at, end);
            room = room.More(returned);
        }
        return (at, room, passed);
    }

    /// <summary>When something ends that starts at a moment; <see cref="long.MaxValue"/> is never.</summary>
    internal static long End(long start, double seconds) =>
        double.IsFinite(seconds) && seconds < 9e9 - start * 1e-9 ? start + (long)Math.Round(seconds * 1e9) : long.MaxValue;
}
