using System.Runtime.InteropServices;
using Berth.Model;

namespace Berth.Emulation.Links;

/// <summary>
/// A directed link: a drop-tail queue, a sender that takes bytes·8/rate for each packet, and a delay. All times are ns of CLOCK_MONOTONIC.
/// </summary>
/// <remarks>
/// start = max(now, previous finish); finish = start + bytes·8/rate (or the trace's moment); due = finish + latency + j(finish), where j is
/// <see cref="JitterPath"/>. A change of rate or latency re-times what has not been fully sent; what is on its way keeps its time, and
/// nothing overtakes it.
/// </remarks>
internal sealed unsafe class Link
{
    /// <summary>
    /// A run of segments that is sent as one takes at most this long (0.5 ms): a slow link hands over every segment at its own time, so the
    /// receiver acknowledges as it would on a real link; a fast one keeps most of what segmentation offload saves.
    /// </summary>
    internal const double LongestRun = 500_000;

    private const double LeastQueueTime = 100e6;
    private const int LeastQueuePackets = 32, FirstCapacity = 16;

    private readonly PacketPool pool;
    private readonly ulong seed;
    private readonly double reverseDelay;
    private readonly RandomStream lossStream;

    // Native, and kept for the life of the process: growing must not wait for the collector.
    private int capacity = FirstCapacity;
    private QueuedPacket* ring = Allocate(FirstCapacity);
    private long head, unsent, tail;
    private long queuedBytes;
    private long lastFinish, lastDue;
    private LinkCounters counters;

    private double nanosecondsPerByte;
    private TraceCursor? trace;
    private double latency;
    private double loss;
    private long queueLimit;
    private bool up;
    private JitterPath jitter;

    /// <param name="from">Index of the sending node.</param>
    /// <param name="to">Index of the receiving node.</param>
    /// <param name="seed">Seed of loss and jitter.</param>
    /// <param name="pool">Where the packets' bytes come from.</param>
    /// <param name="settings">What the link does.</param>
    /// <param name="reverseDelay">Latency and jitter of the way back (ns): the default queue holds a round trip.</param>
    /// <param name="now">The present.</param>
    internal Link(int from, int to, ulong seed, PacketPool pool, LinkSettings settings, double reverseDelay, long now)
    {
        (From, To, this.seed, this.pool, Settings, this.reverseDelay) = (from, to, seed, pool, settings, reverseDelay);
        lossStream = new RandomStream((long)seed, $"loss {from} {to}");
        Configure(settings, now, everything: true);
    }

    internal int From { get; }

    internal int To { get; }

    internal LinkSettings Settings { get; private set; }

    /// <summary>Where the heap keeps this link; -1 when it is not there.</summary>
    internal int HeapIndex { get; set; } = -1;

    internal bool IsEmpty => head == tail;

    /// <summary>When the first packet is due.</summary>
    internal long HeadDue => At(head).Due;

    internal LinkCounters Counters => counters with { InFlight = Waiting() };

    /// <summary>Takes a packet from the sending node.</summary>
    internal void Offer(PacketBuffer* buffer, long now)
    {
        var segments = buffer->Segments;
        counters.Packets += segments;
        counters.Bytes += Segmentation.WireBytes(buffer, 0, segments);
        buffer->References = 1;
        if (!up)
            counters.DroppedWhileDown += segments;
        else if (segments == 1)
            Admit(buffer, 0, 1, IsLost(), now);
        else
            OfferRuns(buffer, now);
        pool.Release(buffer);
    }

    /// <summary>Hands the first packet to the device of the receiving node.</summary>
    internal void Deliver(int device)
    {
        ref var packet = ref At(head);
        if (packet.Buffer != null)
        {
            if (Segmentation.Write(device, packet.Buffer, packet.First, packet.Count))
            {
                counters.Delivered += packet.Count;
                counters.DeliveredBytes += packet.Bytes;
            }
            else
            {
                counters.DroppedByNode += packet.Count;
            }
            pool.Release(packet.Buffer);
        }
        if (unsent == head)
            Sent();
        head++;
    }

    /// <summary>Applies a change at <paramref name="now"/>.</summary>
    internal void Change(LinkSettings change, long now)
    {
        Advance(now);
        Settings = Settings.With(change);
        Configure(change, now, everything: false);
        if (!up)
            Discard();
        else if (change.Rate is not null || change.Trace is not null)
            SendAnew(now);
        else
            DelayAnew();
    }

    /// <summary>Starts the trace, if there is one, at <paramref name="now"/>.</summary>
    internal void Start(long now)
    {
        if (Settings.Trace is not null)
            Change(new LinkSettings { Trace = Settings.Trace }, now);
    }

    private void Configure(LinkSettings change, long now, bool everything)
    {
        if (everything || change.Rate is not null || change.Trace is not null)
        {
            trace = Settings.Trace is null ? null : new TraceCursor(Settings.Trace, now);
            nanosecondsPerByte = 8e9 / Rate;
        }
        latency = (Settings.Latency?.Mean.Seconds ?? 0) * 1e9;
        if (everything || change.Latency is not null)
            jitter = new JitterPath((Settings.Latency?.Jitter.Seconds ?? 0) * 1e9, now, new RandomStream((long)seed, $"jitter {From} {To}"));
        loss = Settings.Loss?.Value ?? 0;
        up = Settings.Up ?? true;
        queueLimit = QueueLimit();
    }

    private double Rate => Settings.Trace?.MeanRate ?? Settings.Rate?.BitsPerSecond ?? double.PositiveInfinity;

    private long QueueLimit()
    {
        if (Settings.QueueBytes is { } bytes)
            return bytes;
        var bytesPerNanosecond = Rate / 8e9;
        var roundTrip = latency + (Settings.Latency?.Jitter.Seconds ?? 0) * 1e9 + reverseDelay;
        var limit = Settings.Queue is { } time
            ? time.Seconds * 1e9 * bytesPerNanosecond
            : Math.Max(Math.Max(LeastQueueTime, roundTrip) * bytesPerNanosecond, LeastQueuePackets * Namespaces.TunDevice.Mtu);
        return limit < long.MaxValue ? (long)limit : long.MaxValue;
    }

    private void OfferRuns(PacketBuffer* buffer, long now)
    {
        var segmentBytes = buffer->HeaderLength + buffer->SegmentSize;
        var longest = trace is not null ? 1 : (int)Math.Clamp(LongestRun / Math.Max(nanosecondsPerByte * segmentBytes, 1), 1, buffer->Segments);
        var lost = IsLost();
        for (var first = 0; first < buffer->Segments;)
        {
            var (count, runLost) = (1, lost);
            while (first + count < buffer->Segments && (lost = IsLost()) == runLost && count < longest)
                count++;
            Admit(buffer, first, count, runLost, now);
            first += count;
        }
    }

    private bool IsLost() => loss > 0 && lossStream.NextDouble() < loss;

    private void Admit(PacketBuffer* buffer, int first, int count, bool lost, long now)
    {
        Advance(now);
        var bytes = Segmentation.WireBytes(buffer, first, count);
        if (queuedBytes > 0 && queuedBytes + bytes > queueLimit)
        {
            counters.DroppedByQueue += count;
            return;
        }
        if (lost)
            counters.DroppedByLoss += count;
        else
            buffer->References++;
        if (tail - head == capacity)
            Grow();
        ref var packet = ref At(tail++);
        packet = new QueuedPacket { Buffer = lost ? null : buffer, First = first, Count = count, Bytes = bytes };
        queuedBytes += bytes;
        Schedule(ref packet, Math.Max(now, lastFinish), bytes);
    }

    private void Schedule(ref QueuedPacket packet, long start, double bytes)
    {
        packet.Start = start;
        packet.Finish = trace?.Carry(start, (int)bytes) ?? start + (long)(bytes * nanosecondsPerByte);
        lastFinish = packet.Finish;
        Delay(ref packet);
    }

    private void Delay(ref QueuedPacket packet) =>
        packet.Due = lastDue = Math.Max(lastDue, packet.Finish + (long)(latency + jitter.At(packet.Finish)));

    /// <summary>Takes what has been sent by now out of the queue.</summary>
    private void Advance(long now)
    {
        while (unsent < tail && At(unsent).Finish <= now)
            Sent();
    }

    private void Sent() => queuedBytes -= At(unsent++).Bytes;

    /// <summary>What waits, and the rest of what is being sent, goes at the new rate.</summary>
    private void SendAnew(long now)
    {
        (lastFinish, lastDue) = (now, DueOfLastSent);
        for (var i = unsent; i < tail; i++)
        {
            ref var packet = ref At(i);
            var begun = packet.Start < now && packet.Finish > packet.Start;
            var left = begun ? (double)(packet.Finish - now) / (packet.Finish - packet.Start) : 1;
            Schedule(ref packet, lastFinish, packet.Bytes * left);
        }
    }

    /// <summary>What has not been fully sent gets the new delay.</summary>
    private void DelayAnew()
    {
        lastDue = DueOfLastSent;
        for (var i = unsent; i < tail; i++)
            Delay(ref At(i));
    }

    private long DueOfLastSent => unsent > head ? At(unsent - 1).Due : 0;

    private void Discard()
    {
        for (; head < tail; head++)
        {
            ref var packet = ref At(head);
            if (packet.Buffer == null)
                continue;
            counters.DroppedWhileDown += packet.Count;
            pool.Release(packet.Buffer);
        }
        unsent = tail;
        (queuedBytes, lastFinish, lastDue) = (0, 0, 0);
    }

    private long Waiting()
    {
        var waiting = 0L;
        for (var i = head; i < tail; i++)
            if (At(i).Buffer != null)
                waiting += At(i).Count;
        return waiting;
    }

    private ref QueuedPacket At(long position) => ref ring[position & (capacity - 1)];

    private void Grow()
    {
        var smaller = ring;
        var mask = capacity - 1;
        capacity *= 2;
        ring = Allocate(capacity);
        for (var i = head; i < tail; i++)
            At(i) = smaller[i & mask];
        NativeMemory.Free(smaller);
    }

    private static QueuedPacket* Allocate(int count) => (QueuedPacket*)NativeMemory.Alloc((nuint)count, (nuint)sizeof(QueuedPacket));
}
