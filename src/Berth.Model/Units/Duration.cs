namespace Berth.Model.Units;

/// <summary>A length of time in seconds.</summary>
public readonly record struct Duration(double Seconds) : IQuantity<Duration>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["ns"] = 1e-9, ["us"] = 1e-6, ["µs"] = 1e-6, ["ms"] = 1e-3, ["s"] = 1, ["min"] = 60, ["m"] = 60, ["h"] = 3600, ["d"] = 86400,
    };

    /// <inheritdoc/>
    public static string Expected => "a duration such as 45ms, 30s, 5min or 2h";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Duration value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>Nanoseconds, rounded to the nearest.</summary>
    public long Nanoseconds => (long)Math.Round(Seconds * 1e9);

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(Seconds, ("s", 1), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9));
}
