namespace Berth.Model.Units;

/// <summary>An amount of memory or data in bytes.</summary>
public readonly record struct Memory(double Bytes) : IQuantity<Memory>
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["B"] = 1, ["kB"] = 1e3, ["KB"] = 1e3, ["MB"] = 1e6, ["GB"] = 1e9, ["TB"] = 1e12,
        ["k"] = 1e3, ["M"] = 1e6, ["G"] = 1e9, ["T"] = 1e12,
        ["Ki"] = 1024, ["Mi"] = 1048576, ["Gi"] = 1073741824, ["Ti"] = 1099511627776,
        ["KiB"] = 1024, ["MiB"] = 1048576, ["GiB"] = 1073741824, ["TiB"] = 1099511627776,
    };

    /// <inheritdoc/>
    public static string Expected => "an amount of bytes such as 4Gi, 512Mi or 68kB";

    /// <inheritdoc/>
    public static string Pattern => QuantityText.Pattern(Units);

    /// <inheritdoc/>
    public static bool TryParse(string text, out Memory value)
    {
        var parsed = QuantityText.TryParse(text, Units, out var number);
        value = new(number);
        return parsed;
    }

    /// <summary>The text that parses to this value again.</summary>
    public override string ToString() => Bytes >= 1024 && Bytes % 1024 == 0
        ? QuantityText.Print(Bytes, ("Ti", 1099511627776), ("Gi", 1073741824), ("Mi", 1048576), ("Ki", 1024))
        : QuantityText.Print(Bytes, ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("B", 1));
}
