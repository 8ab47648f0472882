namespace Berth.Serving.Http;

/// <summary>A line of a head, as places in its bytes.</summary>
/// <param name="Start">Where the name begins.</param>
/// <param name="NameLength">Its length.</param>
/// <param name="ValueStart">Where the value begins, blanks left out.</param>
/// <param name="ValueLength">Its length.</param>
/// <param name="End">After the line's end.</param>
/// <param name="Kind">What it means.</param>
internal readonly record struct HeaderField(int Start, int NameLength, int ValueStart, int ValueLength, int End, HeaderKind Kind)
{
    internal ReadOnlySpan<byte> Name(ReadOnlySpan<byte> head) => head.Slice(Start, NameLength);

    internal ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head) => head.Slice(ValueStart, ValueLength);
}
