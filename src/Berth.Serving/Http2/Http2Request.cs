using System.Text;
using Berth.Serving.Dispatch;
using Berth.Serving.Front;
using Berth.Serving.Loop;

namespace Berth.Serving.Http2;

/// <summary>A request that came over HTTP/2. It is made on another thread and belongs to the loop's from then on.</summary>
internal sealed class Http2Request : ClientRequest
{
    private readonly TaskCompletionSource<Http2Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LoopTimer _timer;
    private readonly EventLoop _loop;
    private readonly byte[] _method;
    private readonly byte[] _target;
    private readonly byte[] _contentType;
    private readonly byte[] _headers;

    internal Http2Request(EventLoop loop, IRequestHandler handler, string method, string target, string contentType, string headers, long deadlineMilliseconds)
    {
        (_loop, Handler, DeadlineMilliseconds) = (loop, handler, deadlineMilliseconds);
        (_method, _target, _contentType, _headers) = (Encoding.Latin1.GetBytes(method), Encoding.Latin1.GetBytes(target), Encoding.Latin1.GetBytes(contentType), Encoding.Latin1.GetBytes(headers));
        _timer = new(() => handler.Expire(this));
    }

    /// <summary>What became of it.</summary>
    internal Task<Http2Answer> Answered => _answer.Task;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Method => _method;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> Target => _target;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> ContentType => _contentType;

    /// <inheritdoc/>
    internal override long DeadlineMilliseconds { get; }

    /// <inheritdoc/>
    internal override int HeaderRoom => _headers.Length + _contentType.Length + 32;

    /// <inheritdoc/>
    internal override int CopyHeaders(Span<byte> target, bool withContentType)
    {
        _headers.CopyTo(target);
        if (!withContentType || _contentType.Length == 0)
            return _headers.Length;
        var length = _headers.Length;
        foreach (var part in (ReadOnlySpan<byte[]>)["Content-Type: "u8.ToArray(), _contentType, "\r\n"u8.ToArray()])
        {
            part.CopyTo(target[length..]);
            length += part.Length;
        }
        return length;
    }

    /// <inheritdoc/>
    internal override void Wait() => _loop.Timers.Set(_timer, Deadline);

    /// <inheritdoc/>
    internal override void Deliver(in Answer answer)
    {
        _loop.Timers.Clear(_timer);
        Release();
        _answer.TrySetResult(new(answer.Status, answer.Headers.ToArray(), answer.Body.ToArray()));
    }

    /// <summary>The client has reset the stream or gone.</summary>
    internal void GiveUp()
    {
        if (Handler!.GiveUp(this))
            Deliver(new(499, [], []));
    }
}
