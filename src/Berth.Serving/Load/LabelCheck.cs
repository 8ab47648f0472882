using System.Text;
using Berth.Workloads.Images;

namespace Berth.Serving.Load;

/// <summary>Whether an answer names what its picture shows: the text of its JSON property <c>label</c> or <c>prediction</c>, up to a colon.</summary>
internal static class LabelCheck
{
    private static readonly byte[][] Classes = [.. GarmentSample.Classes.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Null when the picture, the property or the class it names is not known.</summary>
    internal static bool? Judge(ReadOnlySpan<byte> body, string? label)
    {
        if (label is null)
            return null;
        var said = Text(body, "\"label\""u8);
        said = said.IsEmpty ? Text(body, "\"prediction\""u8) : said;
        foreach (var name in Classes)
            if (said.SequenceEqual(name))
                return Ascii.Equals(said, label);
        return null;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> property)
    {
        var at = body.IndexOf(property);
        if (at < 0)
            return [];
        var value = body[(at + property.Length)..].TrimStart(" \t\r\n:"u8);
        if (value.IsEmpty || value[0] != '"')
            return [];
        var end = value[1..].IndexOfAny("\":"u8);
        return end < 0 ? [] : value.Slice(1, end);
    }
}
