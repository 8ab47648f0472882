using System.Globalization;

namespace Berth.Records.Formats.Delimited;

/// <summary>Says what is wrong with a file of another tool: where, what, and what to do.</summary>
internal static class Mistake
{
    private const int LongestQuote = 40;

    /// <summary><c>file:line: what (what to do)</c>; line 0 concerns the whole file.</summary>
    internal static FormatException At(string path, int line, string what, string? remedy = null) =>
        new((line > 0 ? $"{path}:{line}: " : $"{path}: ") + what + (remedy is null ? "" : $" ({remedy})"));

    /// <summary>Text of the file as it may be shown: one line, short, in quotes.</summary>
    internal static string Quote(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[Math.Min(text.Length, LongestQuote)];
        for (var at = 0; at < shown.Length; at++)
            shown[at] = char.IsControl(text[at]) || char.IsSurrogate(text[at]) ? '?' : text[at];
        return $"'{shown}{(text.Length > LongestQuote ? "…" : "")}'";
    }

    internal static string Number(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
