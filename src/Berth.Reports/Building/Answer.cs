using Berth.Accounting;
using Berth.Model;

namespace Berth.Reports.Building;

/// <summary>
/// Chooses among placements and says why: one that meets its objective before one that does not; among those that meet it the least energy
/// for each item, where energies within 5 % count as equal and the lower tail latency wins (only that where no power is known); among those that do not, the fewest lost items, then the lowest tail latency.
/// </summary>
public static class Answer
{
    private const double EqualEnergy = 1.05;

    /// <summary>The best of the placements of one workload and variant; null without any.</summary>
    public static RunResult? Best(IReadOnlyList<RunResult> results)
    {
        var least = results.Where(result => result.Summary.Slo?.Met == true).Min(result => result.Summary.Energy?.PerItem?.Joules);
        return results
            .Where(result => result.Summary.Completed > 0)
            .OrderByDescending(result => result.Summary.Slo?.Met != false)
            .ThenBy(result => result.Summary.Slo?.Met == true && Energies(results) ? Math.Max(result.Summary.Energy!.PerItem!.Value.Joules, least!.Value * EqualEnergy) : LostPart(result))
            .ThenBy(result => result.Summary.Latency?.P99.Seconds)
            .FirstOrDefault();
    }

    /// <summary>The answer for one workload in one sentence.</summary>
    public static string Sentence(IReadOnlyList<RunResult> results)
    {
        if (Best(results) is not { } best)
            return "Nothing came back from any placement, so there is no answer; see what happened in the events.";
        var figures = $"p99 {FigureText.Milliseconds(best.Summary.Latency?.P99.Seconds * 1000)}{(best.Summary.Energy?.PerItem is { } energy ? $", {FigureText.Significant(energy.Joules)} J an item" : "")}";
        var met = results.Count(result => result.Summary.Slo?.Met == true);
        if (results.Count == 1)
            return $"{best.Workload.Name} on {best.Placement}: {figures}{(best.Summary.Slo is { } slo ? slo.Met ? ", objective met" : ", objective missed" : "")}.";
        if (best.Summary.Slo is not { } objective)
            return $"Run {best.Workload.Name} on {best.Placement}: it has the fewest losses and the lowest tail latency ({figures}).";
        if (!objective.Met)
            return $"No placement meets {FigureText.Objective(best.Workload.Slo!)}; {best.Placement} comes closest ({figures}).";
        return met == 1
            ? $"Run {best.Workload.Name} on {best.Placement}: only there {FigureText.Objective(best.Workload.Slo!)} is met ({figures})."
            : $"Run {best.Workload.Name} on {best.Placement}: of the {met} placements that meet {FigureText.Objective(best.Workload.Slo!)} it {(Energies(results) ? results.Any(result => result.Summary.Slo?.Met == true && result.Summary.Energy!.PerItem!.Value.Joules < best.Summary.Energy!.PerItem!.Value.Joules) ? "is the fastest of those that take the least energy, within 5 %" : "takes the least energy" : "is the fastest")} ({figures}).";
    }

    /// <summary>Whether the objectives of a file that must be met were; a sentence for each that was not.</summary>
    public static IReadOnlyList<string> BrokenPromises(IReadOnlyList<RunResult> results) =>
        [.. results.Where(result => result.Workload.Slo is { Require: not SloRequirement.None }).GroupBy(result => (result.Variant.Label, result.Workload.Name, result.Workload.Slo!.Require))
            .Where(group => group.Key.Require == SloRequirement.All ? group.Any(result => result.Summary.Slo?.Met != true) : group.All(result => result.Summary.Slo?.Met != true))
            .Select(group => $"{group.Key.Name}: {(group.Key.Require == SloRequirement.All ? "not every placement meets" : "no placement meets")} {FigureText.Objective(group.First().Workload.Slo!)}, which the file requires")];

    private static bool Energies(IReadOnlyList<RunResult> results) => results.All(result => result.Summary.Energy?.PerItem is not null || result.Summary.Completed == 0);

    private static double LostPart(RunResult result) => result.Summary.Items == 0 ? 1 : 1 - (double)result.Summary.Completed / result.Summary.Items;
}
