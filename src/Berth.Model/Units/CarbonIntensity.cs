namespace Berth.Model.Units;

/// <summary>Carbon intensity of electricity in grams of CO2 equivalent for each kilowatt-hour.</summary>
public readonly record struct CarbonIntensity(double GramsPerKilowattHour) : IQuantity<CarbonIntensity>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["g/kWh"] = 1, ["gCO2/kWh"] = 1, ["gCO2e/kWh"] = 1, ["kg/MWh"] = 1, ["kg/kWh"] = 1000,
    };

    /// <inheritdoc/>
    public static string Expected => "a carbon intensity such as 350g/kWh";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out CarbonIntensity value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(GramsPerKilowattHour, ("g/kWh", 1));
}
