namespace Berth.Model.Units;

/// <summary>Processor capacity in cores; Kubernetes writes thousandths as <c>500m</c>.</summary>
public readonly record struct Cpu(double Cores) : IQuantity<Cpu>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        [""] = 1, ["m"] = 1e-3,
    };

    /// <inheritdoc/>
    public static string Expected => "a number of cores such as 2, 0.5 or 500m";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Cpu value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Number(Cores);
}
