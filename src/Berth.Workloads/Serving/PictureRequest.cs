namespace Berth.Workloads.Serving;

/// <summary>A picture that waits for its turn.</summary>
/// <param name="picture">The encoded picture.</param>
/// <param name="received">When all of it had come.</param>
internal abstract class PictureRequest(ReadOnlyMemory<byte> picture, long received)
{
    internal ReadOnlySpan<byte> Picture => picture.Span;

    internal long Received => received;

    /// <summary>Gives the picture up if nobody waits for the answer any more.</summary>
    internal virtual bool TryAbandon() => false;

    /// <summary>Sends the answer. Called once, on the thread that made it.</summary>
    internal abstract void Answer(WorkerReply reply);
}
