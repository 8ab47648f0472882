using System.Buffers;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;

namespace Berth.Serving.Back;

/// <summary>Collects an answer. One that comes in one piece stays in the loop's own buffer; a longer one gets a buffer of its own.</summary>
/// <param name="head">Reads heads; shared by the connections of a loop.</param>
internal sealed class ResponseBuffer(ResponseHead head)
{
    /// <summary>Bytes that an answer may have.</summary>
    internal const int Longest = 16_000_000;

    private byte[]? _bytes;
    private int _filled;
    private ChunkedBody? _chunks;
    private int _bodyStart;
    private int _bodyLength;
    private byte[] _headers = [];
    private int _headersLength;
    private int _status;

    internal bool KeepsConnection { get; private set; }

    internal static void Return(byte[]? bytes)
    {
        if (bytes is not null)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    internal void Clear()
    {
        Return(_bytes);
        (_bytes, _filled, _chunks, KeepsConnection) = (null, 0, null, false);
    }

    /// <summary>Where more of it is to be received.</summary>
    internal Span<byte> Room(byte[] scratch)
    {
        if (_bytes is null)
            return scratch;
        if (_filled == _bytes.Length)
            Grow(2 * _filled);
        return _bytes.AsSpan(_filled);
    }

    /// <summary>Bytes were received where <see cref="Room"/> said.</summary>
    internal Collected Add(byte[] scratch, int count)
    {
        _filled += count;
        if (_filled > Longest)
            return Collected.Wrong;
        var collected = Look((_bytes ?? scratch).AsSpan(0, _filled), ended: false, out var needed);
        if (collected == Collected.Partly && _bytes is null)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _filled));
            scratch.AsSpan(0, _filled).CopyTo(_bytes);
        }
        else if (collected == Collected.Partly && needed > _bytes!.Length)
        {
            Grow(needed);
        }
        return collected;
    }

    /// <summary>The connection has ended.</summary>
    internal Collected End() => _filled > 0 && Look(_bytes.AsSpan(0, _filled), ended: true, out _) == Collected.Complete ? Collected.Complete : Collected.Wrong;

    /// <summary>Takes its own buffer out of it, so that the next exchange can begin before the answer was used; null when the scratch buffer holds it.</summary>
    internal byte[]? Detach()
    {
        var bytes = _bytes;
        _bytes = null;
        return bytes;
    }

    /// <summary>The complete answer, whose bytes are given.</summary>
    internal Answer Answer(byte[] bytes) => new(_status, _headers.AsSpan(0, _headersLength), bytes.AsSpan(_bodyStart, _bodyLength));

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        _bytes.AsSpan(0, _filled).CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private Collected Look(Span<byte> bytes, bool ended, out int needed)
    {
        needed = 0;
        var skipped = 0;
        while (true)
        {
            if (!head.TryRead(bytes[skipped..]))
                return Collected.Wrong;
            if (head.Length == 0)
                return ended ? Collected.Wrong : Collected.Partly;
            if (head.Status >= 200)
                break;
            // "100 Continue" and the like come before the answer; to change the protocol was not asked for.
            if (head.Status == 101)
                return Collected.Wrong;
            skipped += head.Length;
        }
        var start = skipped + head.Length;
        return Body(bytes, start, ended, out needed);
    }

    private Collected Body(Span<byte> bytes, int start, bool ended, out int needed)
    {
        needed = 0;
        var (end, length) = (start, 0);
        if (head.HasNoBody)
        {
        }
        else if (head.Lines.Chunked)
        {
            _chunks ??= new();
            if (!_chunks.TryRead(bytes[start..]))
                return Collected.Wrong;
            if (!_chunks.Complete)
                return ended ? Collected.Wrong : Collected.Partly;
            (end, length) = (start + _chunks.Consumed, _chunks.Decoded);
        }
        else if (head.EndsWithConnection)
        {
            if (!ended)
                return Collected.Partly;
            (end, length) = (bytes.Length, bytes.Length - start);
        }
        else
        {
            if (start + head.Lines.ContentLength > Longest)
                return Collected.Wrong;
            length = (int)head.Lines.ContentLength;
            end = needed = start + length;
            if (end > bytes.Length)
                return ended ? Collected.Wrong : Collected.Partly;
        }
        (_status, _bodyStart, _bodyLength) = (head.Status, start, length);
        // What comes after the answer belongs to nothing that was asked.
        KeepsConnection = head.KeepsConnection && end == bytes.Length && !head.EndsWithConnection;
        Keep(bytes.Slice(start - head.Length, head.Length));
        return Collected.Complete;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_headers.Length < bytes.Length)
            _headers = GC.AllocateUninitializedArray<byte>(bytes.Length + 64);
        _headersLength = head.Lines.CopyEndToEnd(bytes, _headers);
    }
}
