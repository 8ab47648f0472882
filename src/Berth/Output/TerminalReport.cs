using Berth.Reports.Building;
using Berth.Reports.Document;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints the result of a run: what was checked, the table, the breakdown, the answer, and where everything lies.</summary>
internal static class TerminalReport
{
    private const int MostUnschedulable = 5;

    internal static void Print(RunOutput output)
    {
        var console = Terminal.Console;
        if (output.Document.World == WorldsBuilder.Simulation)
            console.WriteLine("Simulated in virtual time: a model, not a measurement.");
        else if (output.Document.World == WorldsBuilder.Kubernetes)
            foreach (var note in output.Document.Warnings.Concat(output.Document.Notes))
                console.WriteLine(note);
        else
            PrintChecks(console, output);
        foreach (var group in output.Document.Rows.GroupBy(row => (row.Variant, row.Workload)))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{group.Key.Workload}[/]{(group.Key.Variant.Length > 0 ? " with " + group.Key.Variant : "")}{(group.First().Slo is { } slo ? $", objective {slo.Text}" : "")}");
            console.Write(Figures([.. group]));
            console.Write(Breakdown([.. group]));
        }
        if (output.Document.Jobs is { } jobs)
            JobsTable.Print(console, jobs);
        if (output.Document.Services is { } services)
            ServicesTable.Print(console, services);
        foreach (var job in output.Json.Unschedulable.Take(MostUnschedulable))
            console.MarkupLineInterpolated($"[red]unschedulable:[/] {job}");
        if (output.Json.Unschedulable.Count > MostUnschedulable)
            console.WriteLine("unschedulable: and more; csv/jobs-*.csv has all of them.");
        if (output.Document.Worlds.Count > 0)
            console.Write(Worlds(output.Document.Worlds));
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{output.Document.Answer}[/]");
        if (output.Document.Services is not null)
            ScalingSteps.Print(console, output.Document.Services);
        foreach (var failure in output.Json.Failures)
            console.MarkupLineInterpolated($"[red]failure:[/] {failure}");
        if (output.Json.Interrupted)
            console.MarkupLine("[yellow]The run was interrupted; what had been measured is shown and kept.[/]");
        console.WriteLine(output.ReportProblem is { } problem ? $"The report could not be written: {problem}" : $"Report: {output.Json.Report}");
    }

    private static void PrintChecks(IAnsiConsole console, RunOutput output)
    {
        var checks = output.Document.Checks;
        console.MarkupLineInterpolated($"Dilation {output.Document.Dilation.Factor:0.##}: {output.Document.Dilation.Reason}.");
        if (checks.Count == 0)
            console.WriteLine("Self-check: skipped.");
        else if (output.Json.ChecksFailed == 0)
            console.MarkupLineInterpolated($"Self-check: [green]all {checks.Count} lines are within tolerance[/].");
        else
        {
            console.MarkupLineInterpolated($"Self-check: [red]{output.Json.ChecksFailed} of {checks.Count} lines are out of tolerance[/]:");
            var table = Plain().AddColumns("subject", "quantity").AddColumn(Right("configured")).AddColumn(Right("achieved")).AddColumn(Right("tolerance")).AddColumn("unit");
            foreach (var check in checks.Where(check => !check.Passed))
                table.AddRow(
                    Escape(check.Subject), Escape(check.Quantity), FigureText.Significant(check.Configured), FigureText.Significant(check.Achieved), "± " + FigureText.Significant(check.Tolerance), Escape(check.Unit));
            console.Write(table);
        }
    }

    private static Table Figures(IReadOnlyList<ReportRow> rows)
    {
        var table = Plain().AddColumn("placement");
        foreach (var heading in (string[])["items", "lost", "p50 ms", "p95 ms", "p99 ms"])
            table.AddColumn(Right(heading));
        table.AddColumn("SLO");
        foreach (var heading in (string[])["worker CPU %", "source CPU %", "J/item", "gCO2e/item", "right %"])
            table.AddColumn(Right(heading));
        foreach (var row in rows)
            table.AddRow(
                row.Best && rows.Count > 1 ? $"[bold green]{Escape(row.Placement)} ◀[/]" : Escape(row.Placement),
                $"{row.Items}",
                $"{row.Items - row.Completed}",
                FigureText.Significant(row.P50Ms),
                FigureText.Significant(row.P95Ms),
                FigureText.Significant(row.P99Ms),
                row.Slo?.Met switch { true => "[green]met[/]", false => "[red]missed[/]", null => "–" },
                FigureText.Significant(row.WorkerLoadPercent),
                FigureText.Significant(row.SourceLoadPercent),
                FigureText.Significant(row.JoulesPerItem),
                FigureText.Significant(row.GramsPerItem),
                FigureText.Significant(row.AccuracyPercent));
        return table;
    }

    /// <summary>Mean of each part; the parts sum to the mean latency.</summary>
    private static Table Breakdown(IReadOnlyList<ReportRow> rows)
    {
        var table = Plain().AddColumn("mean ms of");
        foreach (var part in rows.FirstOrDefault(row => row.Parts.Count > 0)?.Parts ?? [])
            table.AddColumn(Right(part.Part));
        table.AddColumn(Right("whole"));
        foreach (var row in rows.Where(row => row.Parts.Count > 0))
            table.AddRow([Escape(row.Placement), .. row.Parts.Select(part => FigureText.Significant(part.MeanMs)), FigureText.Significant(row.MeanMs)]);
        return table;
    }

    private static Table Worlds(IReadOnlyList<ReportWorlds> rows) => new WorldsTable<ReportWorld>(
        "mean and p95 in ms", world => world.World, ("", world => world.MeanMs, world => world.MeanDifferencePercent), ("p95", world => world.P95Ms, world => world.P95DifferencePercent))
        .Of([.. rows.Select(row => (row.Placement + (row.Variant.Length > 0 ? $" with {row.Variant}" : ""), row.Worlds))]);

    private static Table Plain() => new Table().Border(TableBorder.Simple);

    private static TableColumn Right(string heading) => new TableColumn(heading).RightAligned();

    private static string Escape(string text) => Markup.Escape(text);
}
