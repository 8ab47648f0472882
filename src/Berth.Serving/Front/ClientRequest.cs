using System.Buffers;
using Berth.Serving.Dispatch;

namespace Berth.Serving.Front;

/// <summary>A request as it came from a client, in whatever version of HTTP. Its bytes last until it is answered; its header fields until <see cref="IRequestHandler.Handle"/> returns.</summary>
internal abstract class ClientRequest : Exchange
{
    internal abstract ReadOnlySpan<byte> Method { get; }

    /// <summary>Path and query.</summary>
    internal abstract ReadOnlySpan<byte> Target { get; }

    internal abstract ReadOnlySpan<byte> ContentType { get; }

    /// <summary>X-Deadline-Ms; -1 when nothing is said.</summary>
    internal abstract long DeadlineMilliseconds { get; }

    /// <summary>Bytes that <see cref="CopyHeaders"/> needs at most.</summary>
    internal abstract int HeaderRoom { get; }

    /// <summary>Where its answer is counted.</summary>
    internal Endpoint Endpoint { get; set; }

    /// <summary>Whether the answer is to have the seed's form.</summary>
    internal bool Translate { get; set; }

    /// <summary>Who counts and delivers its answer.</summary>
    internal IRequestHandler? Handler { get; set; }

    /// <summary>Bytes of a body that was taken out of the client's; they go back to the pool with the answer.</summary>
    internal byte[]? Extracted { get; set; }

    /// <summary>The path alone.</summary>
    internal ReadOnlySpan<byte> Path => Target.IndexOf((byte)'?') is var query && query >= 0 ? Target[..query] : Target;

    /// <summary>Copies the header fields that are meant for a replica, as complete lines, Host among them.</summary>
    internal abstract int CopyHeaders(Span<byte> target, bool withContentType);

    /// <summary>Begins to wait for the deadline.</summary>
    internal abstract void Wait();

    /// <summary>Brings an answer to the client.</summary>
    internal abstract void Deliver(in Answer answer);

    /// <inheritdoc/>
    internal sealed override void Respond(in Answer answer)
    {
        if (Handler is { } handler)
            handler.Answer(this, answer);
        else
            Deliver(answer);
    }

    /// <summary>Gives back what it held for the replica.</summary>
    internal void Release()
    {
        Return(Head);
        if (Extracted is { } extracted)
            Return(extracted);
        (Head, HeadLength, Extracted, BodyBytes, BodyLength, Translate, Deadline) = ([], 0, null, [], 0, false, long.MaxValue);
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
