namespace Berth.Policies.Placement;

/// <summary>
/// What is expected of a busy node once all that waits for it has started: the room that is free from then on, and the ends that are still to come.
/// It is kept until something else happens on the node, so that asking costs a walk over a few ends.
/// </summary>
internal sealed class Outlook(long made, Room free)
{
    private readonly List<(long End, Demand Demand)> _ends = [];
    private readonly long _made = made;
    private long _moment = made;
    private int _passed;

    /// <summary>Whether something was expected to end by now and has not: then what was expected before is another answer than what is expected now.</summary>
    internal bool IsPast(long now) => now > _made && _ends.Count > 0 && _ends[0].End <= now;

    /// <summary>Something runs until its end.</summary>
    internal void Add(in Demand demand, long end)
    {
        var at = _ends.Count;
        while (at > _passed && _ends[at - 1].End > end)
            at--;
        _ends.Insert(at, (end, demand));
    }

    /// <summary>Something waits behind all others; if it is the first, it starts after the next end at the earliest, because it has no room before.</summary>
    internal void Append(in Demand demand, double seconds, bool first)
    {
        (_moment, free, _passed) = Walk(demand, first);
        free = free.Less(demand);
        Add(demand, End(_moment, seconds));
    }

    /// <summary>When something would start that came to wait now.</summary>
    internal long Start(in Demand demand, bool first) => Walk(demand, first).Moment;

    private (long Moment, Room Free, int Passed) Walk(in Demand demand, bool first)
    {
        var (at, room, passed) = (_moment, free, _passed);
        while ((first || !room.Holds(demand)) && passed < _ends.Count)
        {
            var (end, returned) = _ends[passed++];
            at = Math.Max(at, end);
            room = room.More(returned);
            first = false;
        }
        return (at, room, passed);
    }

    /// <summary>When something ends that starts at a moment; <see cref="long.MaxValue"/> is never.</summary>
    internal static long End(long start, double seconds) =>
        double.IsFinite(seconds) && seconds < 9e9 - start * 1e-9 ? start + (long)Math.Round(seconds * 1e9) : long.MaxValue;
}
