using System.Buffers;
using Berth.Serving.Http;

namespace Berth.Serving.Front;

/// <summary>
/// The bytes that a client has sent, and where the next request ends in them. It holds no memory while a client is idle, and for a large body it grows
/// with what has come: to announce one costs nothing.
/// </summary>
/// <param name="head">Reads heads; shared by the connections of a loop.</param>
/// <param name="memory">Bounds them all.</param>
internal sealed class RequestBuffer(RequestHead head, BodyMemory memory)
{
    /// <summary>Bytes that a body may have.</summary>
    internal const int LongestBody = 10_000_000;

    // Up to Eager bytes a body is received where it stays; of a longer one at most a quarter is moved once more.
    private const int First = 4096, Eager = 262_144;

    private int _start;
    private int _end;
    private long _needed;
    private ChunkedBody? _chunks;
    private bool _continued;

    internal byte[] Bytes { get; private set; } = [];

    /// <summary>Why <see cref="Framing.Wrong"/>.</summary>
    internal HttpError? Error { get; private set; }

    /// <summary>Where the complete request begins.</summary>
    internal int Start => _start;

    internal int HeadLength { get; private set; }

    internal int BodyLength { get; private set; }

    internal bool IsEmpty => _start == _end;

    /// <summary>Where more is to be received; empty when there is no memory for it.</summary>
    internal Span<byte> Room()
    {
        if (_start > 0 && _start == _end)
            (_start, _end) = (0, 0);
        var have = _end - _start;
        if (_end < Bytes.Length && Bytes.Length - _start >= Math.Min(_needed, Eager))
            return Bytes.AsSpan(_end);
        var length = _needed == 0 ? 2L * have : _needed <= Math.Max(Eager, 32L * have) ? _needed : Math.Max(Eager, 8L * have);
        return TryGrow(Math.Max(First, length)) ? Bytes.AsSpan(_end) : [];
    }

    /// <summary>Bytes were received where <see cref="Room"/> said.</summary>
    internal void Add(int count) => _end += count;

    /// <summary>Looks for the end of the next request.</summary>
    internal Framing Look()
    {
        if (HeadLength == 0)
            while (_end - _start >= 2 && Bytes[_start] == '\r' && Bytes[_start + 1] == '\n')
                _start += 2;
        if (IsEmpty)
            return Framing.Nothing;
        // It may be the first half of a line end that is read over.
        if (_end - _start == 1 && Bytes[_start] == '\r')
            return Framing.Partly;
        if (_chunks is null && _end - _start < _needed)
            return Framing.Partly;
        Error = head.Read(Bytes.AsSpan(_start, _end - _start));
        if (Error is not null)
            return Framing.Wrong;
        if (head.Length == 0)
            return Framing.Partly;
        HeadLength = head.Length;
        return head.Lines.Chunked ? Chunked() : Counted(Math.Max(0, head.Lines.ContentLength));
    }

    /// <summary>The complete request was answered.</summary>
    internal void Drop()
    {
        _start += HeadLength + (_chunks?.Consumed ?? BodyLength);
        (HeadLength, BodyLength, _needed, _chunks, _continued) = (0, 0, 0, null, false);
        if (IsEmpty)
            Clear();
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        Return(Bytes);
        Bytes = [];
        (_start, _end, HeadLength, BodyLength, _needed, _chunks, _continued) = (0, 0, 0, 0, 0, null, false);
    }

    private Framing Counted(long length)
    {
        if (length > LongestBody)
            return TooLong();
        BodyLength = (int)length;
        _needed = HeadLength + length;
        return _end - _start >= _needed ? Framing.Complete : Unfinished();
    }

    private Framing Chunked()
    {
        _chunks ??= new();
        var body = Bytes.AsSpan(_start + HeadLength, _end - _start - HeadLength);
        if (!_chunks.TryRead(body))
        {
            Error = new(400, "the body is not in chunks as Transfer-Encoding says");
            return Framing.Wrong;
        }
        if (_chunks.Decoded > LongestBody)
            return TooLong();
        if (_chunks.Complete)
        {
            BodyLength = _chunks.Decoded;
            return Framing.Complete;
        }
        _end = _start + HeadLength + _chunks.Compact(body);
        return Unfinished();
    }

    private Framing Unfinished()
    {
        if (!head.Lines.ExpectsContinue || _continued)
            return Framing.Partly;
        _continued = true;
        return Framing.AwaitsContinue;
    }

    private Framing TooLong()
    {
        Error = new(413, $"the body has more than {LongestBody} bytes");
        return Framing.Wrong;
    }

    private bool TryGrow(long length)
    {
        // The pool rounds up to a power of two.
        var larger = ArrayPool<byte>.Shared.Rent((int)length);
        if (!memory.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }
        Bytes.AsSpan(_start, _end - _start).CopyTo(larger);
        Return(Bytes);
        (Bytes, _end, _start) = (larger, _end - _start, 0);
        return true;
    }

    private void Return(byte[] bytes)
    {
        if (bytes.Length == 0)
            return;
        memory.Return(bytes.Length);
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
