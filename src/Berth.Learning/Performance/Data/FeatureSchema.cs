using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Berth.Learning.Performance.Data;

/// <summary>The columns of what is learned from, in order; made from the rows of training, so that nothing of other rows leaks into it.</summary>
/// <param name="Features">The columns.</param>
public sealed record FeatureSchema(IReadOnlyList<Feature> Features)
{
    /// <summary>Places of the columns that every schema has.</summary>
    internal const int Work = 0, Cores = 1, Memory = 2, Speed = 3, Neighbours = 4, Common = 5;

    /// <summary>A parameter that chooses among equal executions: it tells nothing of what one takes, and any value may be asked for.</summary>
    internal const string Seed = "seed";

    /// <summary>Functions that were seen, in the order of their columns.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Functions { get; } = [.. Features.Where(feature => feature.Kind == FeatureKind.Function).Select(feature => feature.Key)];

    /// <summary>Places of the columns that vary.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Informative { get; } = [.. Enumerable.Range(0, Features.Count).Where(column => Features[column].Informative)];

    /// <summary>SHA-256 over the names in order: equal for models that ask for the same.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Features.Select(feature => feature.Name)))));

    /// <summary>The schema of some rows.</summary>
    public static FeatureSchema Of(IReadOnlyList<PerformanceRow> rows)
    {
        var functions = rows.Select(row => row.Function).Distinct().Order(StringComparer.Ordinal).ToList();
        var wanted = new List<(string Name, FeatureKind Kind, string Function, string Key)>
        {
            ("work", FeatureKind.Work, "", ""), ("size.cores", FeatureKind.Cores, "", ""), ("size.memory_bytes", FeatureKind.Memory, "", ""), ("size.speed", FeatureKind.Speed, "", ""),
            ("neighbours", FeatureKind.Neighbours, "", ""),
        };
        wanted.AddRange(functions.Select(function => ($"function={function}", FeatureKind.Function, function, function)));
        foreach (var function in functions)
            wanted.AddRange(rows.Where(row => row.Function == function).SelectMany(row => row.Parameters.Keys).Where(key => key != Seed).Distinct().Order(StringComparer.Ordinal)
                .Select(key => ($"{function}.{key}", FeatureKind.Parameter, function, key)));
        wanted.AddRange(rows.SelectMany(row => row.Initial.Keys).Distinct().Order(StringComparer.Ordinal).Select(key => ($"initial.{key}", FeatureKind.Initial, "", key)));
        return new([.. wanted.Select(each => Make(each.Name, each.Kind, each.Function, each.Key, rows))]);
    }

    /// <summary>The features of a row; NaN is missing. A function that was not seen has none of the functions' columns set.</summary>
    public double[] Encode(PerformanceRow row)
    {
        var values = new double[Features.Count];
        for (var column = 0; column < values.Length; column++)
            values[column] = ValueOf(Features[column], row);
        return values;
    }

    /// <summary>Index among <see cref="Functions"/> of the function of an encoded row; -1 for one that was not seen.</summary>
    internal int FunctionOf(ReadOnlySpan<double> features)
    {
        for (var function = 0; function < Functions.Count; function++)
            if (features[Common + function] > 0)
                return function;
        return -1;
    }

    private static double ValueOf(Feature feature, PerformanceRow row) => feature.Kind switch
    {
        FeatureKind.Work => row.Work,
        FeatureKind.Cores => row.Cores,
        FeatureKind.Memory => row.MemoryBytes,
        FeatureKind.Speed => row.Speed,
        FeatureKind.Neighbours => row.Neighbours,
        FeatureKind.Function => row.Function == feature.Key ? 1 : 0,
        FeatureKind.Parameter => row.Function != feature.Function ? double.NaN : row.Parameters.TryGetValue(feature.Key, out var value) ? value : feature.IsChoice ? 0 : double.NaN,
        _ => row.Initial.TryGetValue(feature.Key, out var metric) ? metric : double.NaN,
    };

    private static Feature Make(string name, FeatureKind kind, string function, string key, IReadOnlyList<PerformanceRow> rows)
    {
        var feature = new Feature(name, kind, function, key, false, false, double.NaN, double.NaN, double.NaN);
        var concerned = kind == FeatureKind.Parameter ? rows.Where(row => row.Function == function).ToList() : rows;
        var present = concerned.Select(row => ValueOf(feature, row)).Where(value => !double.IsNaN(value)).Order().ToList();
        var always = present.Count == concerned.Count;
        return present.Count == 0 ? feature : feature with
        {
            Informative = present[0] != present[^1] || (!always && kind is FeatureKind.Parameter or FeatureKind.Initial),
            Always = always, Least = present[0], Most = present[^1], Typical = present[present.Count / 2],
        };
    }
}
