using System.Buffers;
using System.Globalization;

namespace Berth.Records.Situations;

/// <summary>Quantities as Kubernetes writes them: a number with nothing behind it, or with a suffix such as <c>m</c>, <c>k</c> or <c>Gi</c>.</summary>
internal static class QuantityValue
{
    private static readonly Dictionary<string, decimal> Factors = new()
    {
        ["n"] = 1e-9m, ["u"] = 1e-6m, ["m"] = 1e-3m, [""] = 1, ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m, ["T"] = 1e12m, ["P"] = 1e15m,
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40, ["Pi"] = 1L << 50,
    };

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.+-eE");

    internal static double? Parse(string text)
    {
        var split = text.AsSpan().IndexOfAnyExcept(OfNumbers);
        // In 1e3 the letter belongs to the number.
        var number = split < 0 ? text : text[..split];
        return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e12m
            && Factors.TryGetValue(split < 0 ? "" : text[split..], out var factor) ? (double)(value * factor) : null;
    }
}
