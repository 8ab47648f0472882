namespace Berth.Model.Units;

/// <summary>Energy in joules (1 kWh = 3.6 MJ).</summary>
public readonly record struct Energy(double Joules) : IQuantity<Energy>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["mJ"] = 1e-3, ["J"] = 1, ["kJ"] = 1e3, ["MJ"] = 1e6, ["Wh"] = 3600, ["kWh"] = 3.6e6,
    };

    /// <inheritdoc/>
    public static string Expected => "an energy such as 5J or 0.4kWh";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Energy value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(Joules, ("MJ", 1e6), ("kJ", 1e3), ("J", 1), ("mJ", 1e-3));
}
