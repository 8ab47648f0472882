namespace Berth.Serving.Dispatch;

/// <summary>An answer on its way to a client. Its bytes last as long as the call that it is given to.</summary>
/// <param name="status">As in HTTP.</param>
/// <param name="headers">Complete lines of header fields, without those that frame the body.</param>
/// <param name="body">The body.</param>
internal readonly ref struct Answer(int status, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> body)
{
    internal int Status { get; } = status;

    internal ReadOnlySpan<byte> Headers { get; } = headers;

    internal ReadOnlySpan<byte> Body { get; } = body;
}
