using Berth.Records.Store;

namespace Berth.Reports.Building;

/// <summary>What comparisons of policies in several worlds have in common. A row is a policy: an entry for each world that has it, in one order.</summary>
public static class WorldRanks
{
    /// <summary>The number that each variant of another run has in this one, by its number there; those that this run lacks are left out.</summary>
    /// <param name="theirs">Variants of the other run.</param>
    /// <param name="ours">Labels of the variants of this run in order.</param>
    public static IReadOnlyDictionary<int, int> Numbers(IReadOnlyList<VariantRecord> theirs, IEnumerable<string> ours) =>
        theirs.Join(ours.Index(), their => their.Label, our => our.Item, (their, our) => (their.Variant, our.Index)).ToDictionary(pair => pair.Variant, pair => pair.Index + 1);

    /// <summary>The rows that every world has which has any.</summary>
    internal static IReadOnlyList<IReadOnlyList<T>> Complete<T>(IReadOnlyList<IReadOnlyList<T>> rows, Func<T, string> world)
    {
        var worlds = rows.SelectMany(row => row.Select(world)).Distinct().Count();
        return [.. rows.Where(row => row.Count == worlds)];
    }

    /// <summary>Rank of a row by one of its entries, from 1, the lowest, among the rows that every world has; null for other rows.</summary>
    internal static int? Of<T>(IReadOnlyList<IReadOnlyList<T>> complete, IReadOnlyList<T> row, int at, Func<T, double> value) =>
        complete.Contains(row) ? 1 + complete.Count(other => value(other[at]) < value(row[at])) : null;

    /// <summary>Whether the entries of every row have one rank.</summary>
    internal static bool Agree<T>(IEnumerable<IReadOnlyList<T>> rows, Func<T, int?> rank) => rows.All(row => row.Select(rank).Distinct().Count() <= 1);

    /// <summary>So many worlds, in words.</summary>
    internal static string Every(int worlds) => worlds > 2 ? "all worlds" : "both worlds";

    /// <summary>How far a simulated figure is from a measured one, in percent of it; null where that says nothing.</summary>
    internal static double? Difference(double? simulated, double? measured) => measured > 0 ? 100 * (simulated / measured - 1) : null;
}
