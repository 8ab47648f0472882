namespace Berth.Serving.Load;

/// <summary>A request on its way. Whoever resolves it first decides its outcome. Moments are those of this machine's clock.</summary>
internal sealed class OpenRequest(long index, long scheduled, long deadline, long sent, LoadConnection connection)
{
    private int _resolved;

    internal long Index => index;

    internal long Scheduled => scheduled;

    internal long Deadline => deadline;

    internal long Sent => sent;

    internal LoadConnection Connection => connection;

    internal bool IsResolved => Volatile.Read(ref _resolved) != 0;

    /// <summary>True for the first who asks: who resolves the request then, and nobody else.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _resolved, 1) == 0;
}
