using Berth.Reports.Building;
using Berth.Reports.Document;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints a comparison of scaling policies: one table a variant and service, as many columns as fit.</summary>
internal static class ServicesTable
{
    /// <summary>What a column takes beside its text: its padding and the space between two.</summary>
    private const int Gap = 2;

    internal static void Print(IAnsiConsole console, ReportServices services)
    {
        foreach (var group in services.Rows.GroupBy(row => (row.Variant, row.Service)))
        {
            console.WriteLine();
            var requests = group.Select(row => row.Requests).Distinct().ToList();
            console.MarkupLineInterpolated($"[bold]{group.Key.Service}[/]{(group.Key.Variant.Length > 0 ? " with " + group.Key.Variant : "")}{(group.First().Slo is { } slo ? $", objective {slo.Text}" : "")}{(requests.Count == 1 ? $", {requests[0]} requests in {Repetitions(group.First().Repetitions)}" : "")}");
            console.Write(Table([.. group], console.Profile.Width));
        }
        if (services.Rows.Any(row => row.Pareto))
            console.MarkupLineInterpolated($"[green]◆[/] no other policy{(services.Rows.Any(row => row.Clairvoyant) ? ", but one that knows the future," : "")} is as good in both p99 and core-seconds and better in one. All have identical requests.");
        if (services.Worlds.Count > 0)
            Worlds(console, services);
    }

    private static Table Table(IReadOnlyList<ReportServiceRow> rows, int width)
    {
        var columns = Fitting(rows, width);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(Column(column.Heading, column != columns[0]));
        foreach (var row in rows)
            table.AddRow([.. columns.Select(column => Styled(column, row))]);
        return table;
    }

    /// <summary>The columns that tell anything; without intervals, and then without those that are least missed, until they fit.</summary>
    private static List<ServiceTableColumn> Fitting(IReadOnlyList<ReportServiceRow> rows, int width)
    {
        var columns = ServiceTableColumn.All(intervals: true).Where(column => column.Tells(rows)).ToList();
        if (Width(columns, rows) > width)
            columns = [.. ServiceTableColumn.All(intervals: false).Where(column => column.Tells(rows))];
        foreach (var heading in ServiceTableColumn.LeastMissedFirst)
            if (Width(columns, rows) > width)
                columns.RemoveAll(column => column.Heading == heading);
        return columns;
    }

    private static int Width(IReadOnlyList<ServiceTableColumn> columns, IReadOnlyList<ReportServiceRow> rows) =>
        1 + columns.Sum(column => Gap + rows.Select(row => column.Text(row).Length).Append(column.Heading.Length).Max());

    private static string Styled(ServiceTableColumn column, ReportServiceRow row)
    {
        var text = Markup.Escape(column.Text(row));
        return column.Heading switch
        {
            ServiceTableColumn.Policy when row.Best => $"[bold green]{text}[/]",
            ServiceTableColumn.InTime when row.Slo?.Met is { } met => met ? $"[green]{text}[/]" : $"[red]{text}[/]",
            _ => text,
        };
    }

    /// <summary>The worlds beside each other, and whether they rank the policies the same.</summary>
    private static void Worlds(IAnsiConsole console, ReportServices services)
    {
        var several = services.Worlds.Select(row => (row.Variant, row.Service)).Distinct().Count() > 1;
        console.Write(new WorldsTable<ReportServiceWorld>(
            "p99 in ms and core-s", world => world.World,
            ("p99", world => world.P99Ms ?? double.PositiveInfinity, world => world.P99DifferencePercent), ("core-s", world => world.CoreSeconds, world => world.CoreSecondsDifferencePercent))
            .Of([.. services.Worlds.Select(row => (several ? $"{row.Scaling}, {row.Service}{(row.Variant.Length > 0 ? $" with {row.Variant}" : "")}" : row.Scaling, row.Worlds))]));
        foreach (var ranking in services.Rankings)
            console.WriteLine(char.ToUpperInvariant(ranking[0]) + ranking[1..]);
    }

    private static string Repetitions(int count) => count == 1 ? "one repetition" : $"{count} repetitions";

    private static TableColumn Column(string heading, bool right)
    {
        var column = new TableColumn(heading).NoWrap();
        column.Padding = new(0, 0, 1, 0);
        return right ? column.RightAligned() : column;
    }
}
