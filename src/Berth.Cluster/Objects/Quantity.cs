using System.Globalization;

namespace Berth.Cluster.Objects;

/// <summary>
/// Kubernetes' quantities: a decimal number with a suffix of SI (<c>n u m k M G T P E</c>), of powers of two (<c>Ki Mi Gi Ti Pi Ei</c>) or an exponent
/// (<c>1e3</c>). Unlike the units of experiment files they carry no dimension and may be negative.
/// </summary>
public static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50), ("Ei", 1L << 60),
        ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
    ];

    /// <summary>Reads a quantity; false when it is none.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        foreach (var (suffix, factor) in Suffixes)
            if (text.EndsWith(suffix, StringComparison.Ordinal))
                return TryNumber(text.AsSpan(0, text.Length - suffix.Length), factor, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, out value);
        return TryNumber(text, 1, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, out value);
    }

    /// <summary>Thousandths of a quantity, rounded up to whole ones; a text that is none counts as nothing.</summary>
    public static double Milli(string? text) => Whole(text, 1000);

    /// <summary>A quantity, rounded up to a whole number; a text that is none counts as nothing.</summary>
    public static double Units(string? text) => Whole(text, 1);

    private static double Whole(string? text, decimal scale) =>
        text is not null && TryParse(text, out var value) && Math.Abs(value) < 1e20m ? (double)Math.Ceiling(value * scale) : 0;

    private static bool TryNumber(ReadOnlySpan<char> text, decimal factor, NumberStyles style, out decimal value)
    {
        value = 0;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > decimal.MaxValue / Math.Max(1, factor))
            return false;
        value = number * factor;
        return true;
    }
}
