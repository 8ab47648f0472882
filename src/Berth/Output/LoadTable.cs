using Berth.Serving.Load;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints what became of a load.</summary>
internal static class LoadTable
{
    internal static void Print(IAnsiConsole console, LoadFigures figures, LoadResult result)
    {
        if (result.Interrupted)
            console.MarkupLine("[yellow]Interrupted: these are the requests until then.[/]");
        var counts = Table("requests", "completed", "refused", "failed", "timed out", "sent/s", "completed/s");
        counts.AddRow(
            $"{figures.Requests}", $"{figures.Completed}", $"{figures.Refused}", $"{figures.Failed}", $"{figures.TimedOut}",
            $"{figures.PerSecond(figures.Requests):0.0}", $"{figures.PerSecond(figures.Completed):0.0}");
        console.Write(counts);
        var times = Table("ms", "p50", "p95", "p99", "max");
        times.AddRow("latency, completed", Ms(figures.CompletedLatency(50)), Ms(figures.CompletedLatency(95)), Ms(figures.CompletedLatency(99)), Ms(figures.CompletedLatency(100)));
        if (figures.Completed + figures.Abandoned < figures.Requests)
            times.AddRow("latency, all", Ms(figures.Latency(50)), Ms(figures.Latency(95)), Ms(figures.Latency(99)), Ms(figures.Latency(100)));
        times.AddRow("sent late by", Ms(figures.Lateness(50)), Ms(figures.Lateness(95)), Ms(figures.Lateness(99)), Ms(figures.Lateness(100)));
        console.Write(times);
        if (figures.Correct is { } correct)
            console.WriteLine($"Right answers: {correct * 100:0.0} %.");
        if (figures.Abandoned > 0)
            console.WriteLine($"Unanswered when it was stopped: {figures.Abandoned}.");
        foreach (var (status, count) in figures.Statuses.Where(status => status.Key is < 200 or >= 300))
            console.WriteLine($"Status {status}: {count}.");
        foreach (var reason in result.Reasons)
            console.WriteLine($"Failed: {reason}.");
        if (!figures.KeptUp)
            console.MarkupLineInterpolated($"[red]The generator could not keep up:[/] {figures.SentLate} requests were sent more than {LoadFigures.LatenessLimitSeconds * 1e3:0} ms late. What they waited for it is in their latencies. Use a lower rate, more --processes (now {result.Processes}), or another machine.");
        else if (figures.SentLate > 0)
            console.WriteLine($"Sent more than {LoadFigures.LatenessLimitSeconds * 1e3:0} ms late: {figures.SentLate}.");
    }

    private static Table Table(string first, params IEnumerable<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var heading in others)
            table.AddColumn(new TableColumn(heading).RightAligned());
        return table;
    }

    private static string Ms(double? seconds) => seconds switch { null => "–", double.PositiveInfinity => "∞", { } finite => $"{finite * 1e3:0.00}" };
}
