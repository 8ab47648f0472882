namespace Berth.Model.Units;

/// <summary>How often something happens, in events a second.</summary>
public readonly record struct Frequency(double PerSecond) : IQuantity<Frequency>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["/s"] = 1, ["Hz"] = 1, ["/min"] = 1 / 60.0, ["/h"] = 1 / 3600.0,
    };

    /// <inheritdoc/>
    public static string Expected => "a frequency such as 5/s, 30/min or 2Hz";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Frequency value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(PerSecond, ("/s", 1));
}
