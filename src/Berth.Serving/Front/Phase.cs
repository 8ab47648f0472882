namespace Berth.Serving.Front;

/// <summary>What a connection of a client is doing.</summary>
internal enum Phase
{
    /// <summary>It is idle, or a request is coming in.</summary>
    Reading,

    /// <summary>A request is being served.</summary>
    Waiting,

    /// <summary>An answer is going out that the client is slow to take.</summary>
    Writing,

    /// <summary>The last answer is out; what the client still sends is thrown away, so that it can read the answer before the connection is reset.</summary>
    Lingering,
}
