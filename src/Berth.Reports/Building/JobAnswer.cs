using Berth.Reports.Document;

namespace Berth.Reports.Building;

/// <summary>What a comparison of policies says, in a sentence for each variant.</summary>
public static class JobAnswer
{
    /// <summary>The sentences.</summary>
    public static string Sentence(ReportJobs jobs) => string.Join(" ", jobs.Rows.GroupBy(row => row.Variant).Select(group => (group.Key.Length > 0 ? group.Key + ": " : "") + OfVariant([.. group])));

    private static string OfVariant(IReadOnlyList<ReportJobRow> rows)
    {
        var done = rows.Where(row => Figure(row, "completed").Mean > 0).ToList();
        if (done.Count == 0)
            return "No job was completed under any policy.";
        var fastest = done.MinBy(row => Figure(row, JobFigures.Turnaround).Mean)!;
        var time = $"{FigureText.Significant(Figure(fastest, JobFigures.Turnaround).Mean)} s from arrival to end";
        if (done.Count == 1)
            return $"{fastest.Label}: {time}{(Emits(fastest) ? $", {FigureText.Significant(Figure(fastest, JobFigures.Carbon).Mean)} g" : "")}.";
        if (!done.All(Emits))
            return $"{fastest.Label} is the fastest ({time}).";
        var cleanest = done.MinBy(row => Figure(row, JobFigures.Carbon).Mean)!;
        var grams = FigureText.Significant(Figure(cleanest, JobFigures.Carbon).Mean);
        return cleanest == fastest
            ? $"{cleanest.Label} emits the least ({grams} g) and is the fastest ({time})."
            : $"{cleanest.Label} emits the least ({grams} g{Against(cleanest, JobFigures.Carbon)}), with {FigureText.Significant(Figure(cleanest, JobFigures.Turnaround).Mean)} s from arrival to end; {fastest.Label} is the fastest ({time}{Against(fastest, JobFigures.Turnaround)}).";
    }

    private static string Against(ReportJobRow row, string figure) => Figure(row, figure).DifferencePercent is { } difference ? $", {difference:+0.0;-0.0;0.0} % against the first" : "";

    private static bool Emits(ReportJobRow row) => Figure(row, JobFigures.Carbon).Mean > 0;

    private static ReportFigure Figure(ReportJobRow row, string name) => row.Figures.Single(figure => figure.Name == name);
}
