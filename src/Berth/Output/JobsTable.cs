using Berth.Reports.Building;
using Berth.Reports.Document;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints a comparison of policies: one table a variant.</summary>
internal static class JobsTable
{
    private static readonly (string Heading, string Figure)[] Columns =
    [
        ("done", "completed"), ("kWh", "energyKilowattHours"), ("gCO2e", JobFigures.Carbon), ("cost", "cost"), ("wait s", "meanWaitSeconds"),
        ("turnaround s", JobFigures.Turnaround), ("p95 s", "p95TurnaroundSeconds"), ("used %", "utilizationPercent"), ("missed", "deadlineMisses"),
    ];

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
            console.MarkupLine("[green]◆[/] no other row is as good in both turnaround and carbon and better in one. Gap: above the lower bound. All rows have identical jobs.");
        if (jobs.Worlds.Count > 0)
            Worlds(console, jobs);
        foreach (var bound in jobs.Bounds)
        {
            var figure = JobFigures.All.Single(figure => figure.Name == bound.Figure);
            console.MarkupLineInterpolated($"Lower bound of {figure.Title.ToLowerInvariant()}{(bound.Variant.Length > 0 ? " with " + bound.Variant : "")}: {FigureText.Significant(bound.Value)}{(figure.Unit.Length > 0 ? " " + figure.Unit : "")} ({bound.Method}).");
        }
    }

    /// <summary>The worlds beside each other, and whether they rank the policies the same.</summary>
    private static void Worlds(IAnsiConsole console, ReportJobs jobs)
    {
        console.Write(new WorldsTable<ReportJobWorld>(
            "turnaround, mean and p95 in s", world => world.World,
            ("", world => world.TurnaroundSeconds, world => world.TurnaroundDifferencePercent), ("p95", world => world.P95Seconds, world => world.P95DifferencePercent))
            .Of([.. jobs.Worlds.Select(row => (row.Label + (row.Variant.Length > 0 ? $" with {row.Variant}" : ""), row.Worlds))]));
        foreach (var ranking in jobs.Rankings)
            console.WriteLine(char.ToUpperInvariant(ranking[0]) + ranking[1..]);
    }

    private static Table Table(IReadOnlyList<ReportJobRow> rows)
    {
        var columns = Columns.Where(column => Tells(rows, column.Figure)).ToList();
        var compared = columns.Where(column => rows.Any(row => Compared(row, column.Figure) is not null)).Select(column => column.Figure).ToHashSet();
        var bounded = rows.Any(row => Figure(row, JobFigures.Carbon).GapPercent is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumn(Column("policy"));
        foreach (var (heading, name) in columns)
        {
            table.AddColumn(Column(heading).RightAligned());
            if (compared.Contains(name))
                table.AddColumn(Column("vs first").RightAligned());
            if (bounded && name == JobFigures.Carbon)
                table.AddColumn(Column("gap").RightAligned());
        }
        foreach (var row in rows)
        {
            var cells = new List<string> { (row.Pareto && rows.Count > 1 ? "[green]◆[/] " : "  ") + Markup.Escape(row.Label) };
            foreach (var (_, name) in columns)
            {
                var figure = Figure(row, name);
                cells.Add(Markup.Escape(FigureText.Significant(figure.Mean)));
                if (compared.Contains(name))
                    cells.Add(Markup.Escape(Compared(row, name) ?? ""));
                if (bounded && name == JobFigures.Carbon)
                    cells.Add(figure.GapPercent is { } gap ? $"{gap:0.0} %" : "–");
            }
            table.AddRow([.. cells]);
        }
        return table;
    }

    private static TableColumn Column(string heading)
    {
        var column = new TableColumn(heading).NoWrap();
        column.Padding = new(1, 0, 1, 0);
        return column;
    }

    /// <summary>Whether a figure is worth a column: what is unknown, or the same everywhere as it should be, is not.</summary>
    private static bool Tells(IReadOnlyList<ReportJobRow> rows, string name) => name switch
    {
        "completed" => rows.Any(row => Figure(row, "unschedulable").Mean > 0 || Figure(row, name).Mean != Figure(rows[0], name).Mean),
        "cost" or "deadlineMisses" => rows.Any(row => Figure(row, name).Mean > 0),
        _ => rows.Any(row => Figure(row, name).Mean is not null),
    };

    /// <summary>The difference from the first row, of the figures for which it is shown.</summary>
    private static string? Compared(ReportJobRow row, string name) =>
        name is JobFigures.Carbon or JobFigures.Turnaround && Figure(row, name).DifferencePercent is { } difference
            ? $"{difference:+0.0;-0.0;0.0} %"
            : null;

    private static ReportFigure Figure(ReportJobRow row, string name) => row.Figures.Single(figure => figure.Name == name);
}
