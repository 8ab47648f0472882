using System.Buffers;

namespace Berth.Workloads.Serving;

/// <summary>A picture that came through the broker.</summary>
internal sealed class MqttPictureRequest(MqttWorker worker, string source, long id, byte[] picture, int length, long received)
    : PictureRequest(picture.AsMemory(0, length), received)
{
    private readonly byte[] buffer = picture;

    internal override void Answer(WorkerReply reply)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        worker.Publish(source, reply with { Id = id });
    }
}
