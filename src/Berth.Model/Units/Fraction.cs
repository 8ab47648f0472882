namespace Berth.Model.Units;

/// <summary>A part of a whole, from 0 to 1.</summary>
public readonly record struct Fraction(double Value) : IQuantity<Fraction>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        [""] = 1, ["%"] = 0.01,
    };

    /// <inheritdoc/>
    public static string Expected => "a fraction such as 0.5 or 50%";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Fraction value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed && number <= 1;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Number(Value);
}
