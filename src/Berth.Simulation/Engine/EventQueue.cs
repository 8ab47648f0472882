namespace Berth.Simulation.Engine;

/// <summary>
/// The events to come, earliest first: a heap with four children a node. Events of one moment come by kind, then in the order in which they were
/// added, so that no result depends on the heap.
/// </summary>
public sealed class EventQueue
{
    private const int KindShift = 56;

    private Event[] _heap = new Event[1024];
    private int _count;
    private ulong _sequence;

    /// <summary>Number of events.</summary>
    public int Count => _count;

    /// <summary>Moment of the earliest event; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextTime => _count > 0 ? _heap[0].Time : long.MaxValue;

    /// <summary>Adds an event.</summary>
    /// <param name="time">Nanoseconds of virtual time.</param>
    /// <param name="kind">Kind; at one moment the lower comes first.</param>
    /// <param name="target">What it concerns.</param>
    /// <param name="version">Version of the target for which it holds.</param>
    public void Add(long time, byte kind, int target, int version = 0)
    {
        if (_count == _heap.Length)
            Array.Resize(ref _heap, _heap.Length * 2);
        var added = new Event(time, ((ulong)kind << KindShift) | _sequence++, target, version);
        var at = _count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (!added.IsBefore(_heap[parent]))
                break;
            _heap[at] = _heap[parent];
            at = parent;
        }
        _heap[at] = added;
    }

    /// <summary>Removes the earliest event.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Event Take()
    {
        if (_count == 0)
            throw new InvalidOperationException("there are no events");
        var first = _heap[0];
        var last = _heap[--_count];
        var at = 0;
        while (true)
        {
            var child = (at << 2) + 1;
            if (child >= _count)
                break;
            var end = Math.Min(child + 4, _count);
            var least = child;
            for (var other = child + 1; other < end; other++)
                if (_heap[other].IsBefore(_heap[least]))
                    least = other;
            if (!_heap[least].IsBefore(last))
                break;
            _heap[at] = _heap[least];
            at = least;
        }
        _heap[at] = last;
        return first;
    }

    /// <summary>Something that happens at a moment.</summary>
    public readonly record struct Event(long Time, ulong Order, int Target, int Version)
    {
        /// <summary>Its kind.</summary>
        public byte Kind => (byte)(Order >> KindShift);

        internal bool IsBefore(in Event other) => Time < other.Time || (Time == other.Time && Order < other.Order);
    }
}
