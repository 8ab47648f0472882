namespace Berth.Model.Units;

/// <summary>Power in watts.</summary>
public readonly record struct Power(double Watts) : IQuantity<Power>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["mW"] = 1e-3, ["W"] = 1, ["kW"] = 1e3, ["MW"] = 1e6,
    };

    /// <inheritdoc/>
    public static string Expected => "a power such as 60W or 1.2kW";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Power value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(Watts, ("MW", 1e6), ("kW", 1e3), ("W", 1), ("mW", 1e-3));
}
