using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Learning.Performance.Data;

/// <summary>Executions to learn from, and where they come from.</summary>
/// <param name="Rows">One row an execution.</param>
/// <param name="Sources">Names of the runs and files.</param>
/// <param name="Notes">What was left out and why, for people.</param>
public sealed record PerformanceData(IReadOnlyList<PerformanceRow> Rows, IReadOnlyList<string> Sources, IReadOnlyList<string> Notes)
{
    /// <summary>Several together, in their order.</summary>
    public static PerformanceData Of(IEnumerable<PerformanceData> parts)
    {
        var all = parts.ToList();
        return new([.. all.SelectMany(part => part.Rows)], [.. all.SelectMany(part => part.Sources)], [.. all.SelectMany(part => part.Notes)]);
    }

    /// <summary>SHA-256 over every value of every row: equal data have equal hashes, wherever they lie.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var row in Rows)
                hash.AppendData(Encoding.UTF8.GetBytes(Line(row)));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>The sizes in the data, by cores, then memory, then speed; the name is that of the first row that has it.</summary>
    public IReadOnlyList<KnownSize> Sizes => [.. Rows.GroupBy(row => row.SizeKey).Select(group => group.First())
        .OrderBy(row => row.Cores).ThenBy(row => row.MemoryBytes).ThenBy(row => row.Speed).Select(row => new KnownSize(row.Size, row.Cores, row.MemoryBytes, row.Speed))];

    private static string Line(PerformanceRow row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Function}|{Pairs(row.Parameters)}|{row.Cores:R}|{row.MemoryBytes:R}|{row.Speed:R}|{row.Neighbours:R}|{Pairs(row.Initial)}|{row.DurationSeconds:R}|{row.CpuSeconds:R}|{row.PeakBytes:R}|{row.EnergyJoules:R}\n");

    private static string Pairs(IReadOnlyDictionary<string, double> pairs) =>
        string.Join(';', pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")));
}
