using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Intervals;

namespace Berth.Learning.Performance.Evaluation;

/// <summary>The ways in which rows are left out.</summary>
public static class Splits
{
    /// <summary>Each fifth of an order by chance in turn: new executions like the old ones.</summary>
    public const string Random = "random";

    /// <summary>Each size in turn: a size that was never measured.</summary>
    public const string Size = "leave-one-size-out";

    /// <summary>Each function in turn: a function that was never measured.</summary>
    public const string Function = "leave-one-function-out";

    /// <summary>The largest inputs of each function in turn: larger inputs than were measured.</summary>
    public const string Range = "leave-a-range-out";

    private const int Parts = 5;
    private const double RangePart = 0.25;

    /// <summary>Every split that the rows allow.</summary>
    public static IReadOnlyList<Split> Of(IReadOnlyList<PerformanceRow> rows, int seed) => [.. AtRandom(rows.Count, seed), .. BySize(rows), .. ByFunction(rows), .. ByRange(rows)];

    /// <summary>Four fifths to learn from, five times.</summary>
    public static IReadOnlyList<Split> AtRandom(int rows, int seed)
    {
        var order = CrossFolds.Shuffle(rows, new(seed, "split"));
        return [.. Enumerable.Range(0, Math.Min(Parts, rows)).Select(part => new Split(Random, $"fifth {part + 1}", [.. order.Where((_, place) => place % Parts != part).Order()], [.. order.Where((_, place) => place % Parts == part).Order()]))];
    }

    private static IEnumerable<Split> BySize(IReadOnlyList<PerformanceRow> rows) => ByKey(rows, Size, row => row.SizeKey);

    private static IEnumerable<Split> ByFunction(IReadOnlyList<PerformanceRow> rows) => ByKey(rows, Function, row => row.Function);

    private static IEnumerable<Split> ByKey(IReadOnlyList<PerformanceRow> rows, string kind, Func<PerformanceRow, string> key)
    {
        var groups = Enumerable.Range(0, rows.Count).GroupBy(index => key(rows[index])).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return groups.Count < 2 ? [] : groups.Select(group => new Split(kind, group.Key, [.. Enumerable.Range(0, rows.Count).Except(group)], [.. group]));
    }

    private static IEnumerable<Split> ByRange(IReadOnlyList<PerformanceRow> rows)
    {
        foreach (var group in Enumerable.Range(0, rows.Count).GroupBy(index => rows[index].Function).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var candidates = new List<(string Name, Func<PerformanceRow, double> Of)> { ("work", row => row.Work) };
            candidates.AddRange(group.SelectMany(index => rows[index].Parameters.Keys).Where(key => key != FeatureSchema.Seed).Distinct().Order(StringComparer.Ordinal).Select(name => (name, (Func<PerformanceRow, double>)(row => row.Parameters.GetValueOrDefault(name, double.NaN)))));
            var ranges = candidates.Select(candidate => (candidate.Name, candidate.Of, Values: group.Select(index => candidate.Of(rows[index])).Where(double.IsFinite).Distinct().Order().ToList())).ToList();
            var (name, of, values) = ranges[0].Values.Count >= 3 ? ranges[0] : ranges.MaxBy(range => range.Values.Count);
            if (values.Count < 3)
                continue;
            var from = values[values.Count - Math.Max(1, (int)(values.Count * RangePart))];
            var held = group.Where(index => of(rows[index]) >= from).ToHashSet();
            yield return new(Range, $"{group.Key} with {name} from {from:G4}", [.. Enumerable.Range(0, rows.Count).Where(index => !held.Contains(index))], [.. held.Order()]);
        }
    }
}
