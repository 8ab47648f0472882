namespace Berth.Model.Units;

/// <summary>A data rate in bits a second; <c>B</c> stands for bytes, <c>bit</c> for bits.</summary>
public readonly record struct DataRate(double BitsPerSecond) : IQuantity<DataRate>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["bit/s"] = 1, ["kbit/s"] = 1e3, ["Mbit/s"] = 1e6, ["Gbit/s"] = 1e9,
        ["bps"] = 1, ["kbps"] = 1e3, ["Mbps"] = 1e6, ["Gbps"] = 1e9,
        ["B/s"] = 8, ["kB/s"] = 8e3, ["MB/s"] = 8e6, ["GB/s"] = 8e9,
    };

    /// <inheritdoc/>
    public static string Expected => "a data rate such as 7.21Mbit/s, 1Gbit/s or 100MB/s";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out DataRate value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => QuantityText.Print(BitsPerSecond, ("Gbit/s", 1e9), ("Mbit/s", 1e6), ("kbit/s", 1e3), ("bit/s", 1));
}
