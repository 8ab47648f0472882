namespace Berth.Serving.Dispatch;

/// <summary>
/// A request and the answer that it gets: exactly one, through <see cref="Respond"/>. Moments are nanoseconds. An object may serve one request after
/// the other.
/// </summary>
internal abstract class Exchange
{
    /// <summary>The head that a replica is sent.</summary>
    internal byte[] Head { get; set; } = [];

    internal int HeadLength { get; set; }

    /// <summary>Holds the body.</summary>
    internal byte[] BodyBytes { get; set; } = [];

    internal int BodyStart { get; set; }

    internal int BodyLength { get; set; }

    /// <summary>When all of the request had come.</summary>
    internal long Arrived { get; set; }

    /// <summary>When an answer is worth nothing any more.</summary>
    internal long Deadline { get; set; } = long.MaxValue;

    /// <summary>When the replica that has it was given it.</summary>
    internal long Sent { get; set; }

    /// <summary>How many replicas were given it.</summary>
    internal int Attempts { get; set; }

    internal Standing Standing { get; set; }

    /// <summary>The replica that has it, or is to get it.</summary>
    internal Replica? Replica { get; set; }

    /// <summary>What carries it to the replica.</summary>
    internal object? Carrier { get; set; }

    internal RequestQueue? Queue { get; set; }

    internal Exchange? Previous { get; set; }

    internal Exchange? Next { get; set; }

    internal ReadOnlySpan<byte> Body => BodyBytes.AsSpan(BodyStart, BodyLength);

    /// <summary>Gives the client its answer.</summary>
    internal abstract void Respond(in Answer answer);
}
