namespace Berth.Model.Units;

/// <summary>Emissions in grams of CO2 equivalent.</summary>
public readonly record struct CarbonMass(double Grams) : IQuantity<CarbonMass>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["mg"] = 1e-3, ["g"] = 1, ["kg"] = 1e3, ["t"] = 1e6,
    };

    /// <inheritdoc/>
    public static string Expected => "a mass of emissions such as 40g or 1.2kg";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out CarbonMass value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(Grams, ("t", 1e6), ("kg", 1e3), ("g", 1), ("mg", 1e-3));
}
