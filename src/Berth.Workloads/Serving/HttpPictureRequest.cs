namespace Berth.Workloads.Serving;

/// <summary>A picture that came by HTTP. Whoever awaits the reply continues on the thread that made it.</summary>
internal sealed class HttpPictureRequest(ReadOnlyMemory<byte> picture, long received, CancellationToken aborted)
    : PictureRequest(picture, received)
{
    private readonly TaskCompletionSource<WorkerReply> reply = new();

    internal Task<WorkerReply> Reply => reply.Task;

    internal override bool TryAbandon() => aborted.IsCancellationRequested && reply.TrySetCanceled(aborted);

    internal override void Answer(WorkerReply answer) => reply.SetResult(answer);
}
