using Berth.Serving.Dispatch;
using Berth.Serving.Http;

namespace Berth.Serving.Front;

/// <summary>The request that an HTTP/1 connection carries now.</summary>
internal sealed class Http1Request(ClientConnection connection, RequestBuffer buffer, RequestHead head) : ClientRequest
{
    private int _methodLength;
    private int _targetLength;
    private int _typeStart;
    private int _typeLength;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Method => buffer.Bytes.AsSpan(buffer.Start, _methodLength);

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Target => buffer.Bytes.AsSpan(buffer.Start + _methodLength + 1, _targetLength);

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ContentType => buffer.Bytes.AsSpan(buffer.Start + _typeStart, _typeLength);

    /// <inheritdoc/>
    internal override long DeadlineMilliseconds => head.Lines.DeadlineMilliseconds;

    /// <inheritdoc/>
    internal override int HeaderRoom => buffer.HeadLength;

    internal bool IsHead => Method.SequenceEqual("HEAD"u8);

    /// <summary>Takes over the request whose head was just read and whose body is complete.</summary>
    internal void Begin()
    {
        (_methodLength, _targetLength) = (head.MethodLength, head.TargetLength);
        (_typeStart, _typeLength) = (head.Lines.ContentType.ValueStart, head.Lines.ContentType.ValueLength);
        (BodyBytes, BodyStart, BodyLength) = (buffer.Bytes, buffer.Start + buffer.HeadLength, buffer.BodyLength);
    }

    /// <summary>Forgets what it was, for the answer to what cannot be read.</summary>
    internal void BeginUnread() => (_methodLength, _targetLength, _typeStart, _typeLength) = (0, 0, 0, 0);

    /// <inheritdoc/>
    internal override int CopyHeaders(Span<byte> target, bool withContentType) =>
        head.Lines.CopyEndToEnd(buffer.Bytes.AsSpan(buffer.Start, buffer.HeadLength), target, withContentType);

    /// <inheritdoc/>
    internal override void Wait() => connection.Arm();

    /// <inheritdoc/>
    internal override void Deliver(in Answer answer) => connection.Deliver(answer);
}
