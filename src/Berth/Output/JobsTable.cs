using Berth.Reports.Building;
using Berth.Reports.Document;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints a comparison of policies: one table a variant.</summary>
internal static class JobsTable
{
    private static readonly (string Heading, string Figure)[] Columns =
    [
        ("done", "completed"), ("kWh", "energyKilowattHours"), ("gCO2e", JobFigures.Carbon), ("g/kWh", "meanIntensity"), ("cost", "cost"), ("wait s", "waitMeanSeconds"),
        ("turnaround s", JobFigures.Turnaround), ("p95 s", "turnaroundP95Seconds"), ("makespan s", "makespanSeconds"), ("used %", "utilizationPercent"), ("fair", "fairness"), ("missed", "deadlineMisses"),
    ];

    private static readonly string[] Optional = ["cost", "deadlineMisses"];

    internal static void Print(IAnsiConsole console, ReportJobs jobs)
    {
        foreach (var variant in jobs.Rows.GroupBy(row => row.Variant))
        {
            console.WriteLine();
            if (variant.Key.Length > 0)
                console.MarkupLineInterpolated($"[bold]{variant.Key}[/]");
            console.Write(Table([.. variant]));
        }
        if (jobs.Rows.Count > 1)
            console.MarkupLine("[green]◆[/] no other row is as good in both turnaround and carbon and better in one. Percentages are against the first row, on identical jobs.");
        foreach (var bound in jobs.Bounds)
            console.MarkupLineInterpolated($"Lower bound of {bound.Figure}{(bound.Variant.Length > 0 ? " with " + bound.Variant : "")}: {FigureText.Significant(bound.Value)} ({bound.Method}).");
    }

    private static Table Table(IReadOnlyList<ReportJobRow> rows)
    {
        var columns = Columns.Where(column => rows.Any(row => Figure(row, column.Figure).Mean is { } mean && (mean > 0 || !Optional.Contains(column.Figure)))).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("policy").NoWrap());
        foreach (var (heading, name) in columns)
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
            if (rows.Any(row => Compared(row, name) is not null))
                table.AddColumn(new TableColumn("").RightAligned().NoWrap());
            if (rows.Any(row => Figure(row, name).GapPercent is not null))
                table.AddColumn(new TableColumn("gap %").RightAligned().NoWrap());
        }
        foreach (var row in rows)
        {
            var cells = new List<string> { (row.Pareto && rows.Count > 1 ? "[green]◆[/] " : "  ") + Markup.Escape(row.Label) };
            foreach (var (_, name) in columns)
            {
                var figure = Figure(row, name);
                cells.Add(Markup.Escape(FigureText.Significant(figure.Mean)));
                if (rows.Any(other => Compared(other, name) is not null))
                    cells.Add(Markup.Escape(Compared(row, name) ?? ""));
                if (rows.Any(other => Figure(other, name).GapPercent is not null))
                    cells.Add(figure.GapPercent is { } gap ? $"{gap:0.0}" : "–");
            }
            table.AddRow([.. cells]);
        }
        return table;
    }

    /// <summary>The difference from the first row, of the figures for which it is shown.</summary>
    private static string? Compared(ReportJobRow row, string name) =>
        name is JobFigures.Carbon or JobFigures.Turnaround && Figure(row, name) is { DifferencePercent: { } difference } figure
            ? $"{difference:+0.0;-0.0;0.0}{(figure.DifferenceHighPercent is { } high ? $" ± {high - difference:0.0}" : "")} %"
            : null;

    private static ReportFigure Figure(ReportJobRow row, string name) => row.Figures.Single(figure => figure.Name == name);
}
