namespace Berth.Emulation.Links;

/// <summary>Where a link stands in its delivery trace.</summary>
internal sealed class TraceCursor
{
    private readonly long[] times;
    private readonly long origin;
    private long cycle;
    private int next;
    private int left = DeliveryTrace.BytesEach;

    /// <summary>Begins the trace at <paramref name="origin"/> (ns).</summary>
    internal TraceCursor(DeliveryTrace trace, long origin)
    {
        times = [.. trace.Times];
        this.origin = origin;
    }

    /// <summary>When a packet that follows all earlier ones, and is there at <paramref name="arrival"/>, has been carried.</summary>
    internal long Carry(long arrival, int bytes)
    {
        if (Moment < arrival)
            SkipTo(arrival);
        while (bytes > left)
        {
            bytes -= left;
            Step();
        }
        left -= bytes;
        return Moment;
    }

    private long Period => times[^1];

    private long Moment => origin + cycle * Period + times[next];

    private void Step()
    {
        left = DeliveryTrace.BytesEach;
        if (++next < times.Length)
            return;
        next = 0;
        cycle++;
    }

    private void SkipTo(long arrival)
    {
        left = DeliveryTrace.BytesEach;
        cycle = Math.Max(0, arrival - origin) / Period;
        var offset = arrival - origin - cycle * Period;
        // The end of a period belongs to it: its last moment must not be skipped.
        if (offset == 0 && cycle > 0)
            (cycle, offset) = (cycle - 1, Period);
        next = Array.BinarySearch(times, offset);
        if (next < 0)
            next = ~next;
        else
            while (next > 0 && times[next - 1] == offset)
                next--;
    }
}
