using Berth.Model;
using Berth.Model.Observations;
using Berth.Policies.Placement;

namespace Berth.Simulation.Streams;

/// <summary>A stream on its way: its connection there and back, and its chance.</summary>
internal sealed class StreamState(PlacedStream placed, ServiceProfile profile, TcpPath up, TcpPath down, RandomStream random, IEnumerator<long> arrivals)
{
    internal PlacedStream Placed => placed;

    internal ServiceProfile Profile => profile;

    internal TcpPath Up => up;

    internal TcpPath Down => down;

    internal RandomStream Random => random;

    internal IEnumerator<long> Arrivals => arrivals;

    internal long Bytes => (long)placed.Workload.Picture.Bytes;

    internal int Items { get; set; }

    internal IEnumerable<LinkFlow> Flows()
    {
        yield return new(placed.Source, placed.Worker, up.Packets.Sent, up.Packets.Sent * TcpPath.SegmentBytes, up.Packets.Lost, 0, 0);
        yield return new(placed.Worker, placed.Source, down.Packets.Sent, down.Packets.Sent * TcpPath.SegmentBytes, down.Packets.Lost, 0, 0);
    }
}

/// <summary>Where an item is on its way.</summary>
internal enum Stage : byte
{
    Preprocess,
    Receive,
    Process,
    Return,
}

/// <summary>An item on its way; a moment that has not come is 0.</summary>
internal sealed class ItemState
{
    internal int Stream, Number;
    internal Stage Stage;
    internal double Factor;
    internal NodeCpu? Cpu;
    internal long Scheduled, Preprocessed, Sent, Received, Dequeued, Processed, Replied, Returned;

    internal ItemTimeline Timeline(StreamState stream)
    {
        var inTime = Returned > 0 && Returned - Scheduled <= stream.Placed.Workload.Timeout.Nanoseconds;
        return new(
            Number, stream.Placed.Source, stream.Placed.Worker, inTime ? ItemOutcome.Completed : ItemOutcome.TimedOut, stream.Bytes,
            Scheduled, Preprocessed, Sent, Received, Dequeued, Processed, Replied, inTime ? Returned : 0, null);
    }
}
