using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Berth.Records.Situations;
using Spectre.Console;

namespace Berth.Output;

/// <summary>What <c>berth decide</c> prints.</summary>
internal static class DecisionOutput
{
    /// <param name="decided">The question and its answer.</param>
    /// <param name="differences">How the answer differs from the recorded one; null when none was recorded.</param>
    internal static void WriteJson(SituationDocument decided, IReadOnlyList<string>? differences)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("policy", decided.Policy);
            SituationWriter.WriteAnswers(json, decided, candidates: true);
            if (differences is not null)
            {
                json.WriteBoolean("sameAsRecorded", differences.Count == 0);
                json.WriteStartArray("differences");
                foreach (var difference in differences)
                    json.WriteStringValue(difference);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    internal static void Print(SituationDocument decided, IReadOnlyList<string>? differences)
    {
        var console = Terminal.Console;
        foreach (var decision in decided.Decisions ?? [])
        {
            console.MarkupLineInterpolated($"[bold]{decision.Subject}[/] → {decision.Chosen ?? "no node"}{(decision.Waits ? " (waits for room)" : "")}: {decision.Reason}");
            console.Write(Candidates(decision));
        }
        if (decided.Schedule is { } schedule)
        {
            console.MarkupLineInterpolated($"[bold]{decided.Shifting!.Request.Name}[/]: {schedule.Reason}");
            var table = new Table().Border(TableBorder.Simple).AddColumns("from s", "to s", "servers");
            foreach (var segment in schedule.Segments)
                table.AddRow(Seconds(segment.Start), segment.End == long.MaxValue ? "its end" : Seconds(segment.End), segment.Servers.ToString(CultureInfo.InvariantCulture));
            console.Write(table);
        }
        if (decided.Replicas is { } replicas)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("at s", "from", "to", "reason");
            foreach (var answer in replicas)
                table.AddRow(Seconds(answer.Now), $"{answer.Specified}", $"{answer.Decision.Replicas}", Markup.Escape(answer.Decision.Reason));
            console.Write(table);
        }
        if (differences is { Count: 0 })
            console.WriteLine("The same decision as recorded.");
        foreach (var difference in differences ?? [])
            console.MarkupLineInterpolated($"Not as recorded: {difference}");
    }

    private static Table Candidates(TaskAnswer decision)
    {
        var names = decision.Candidates.SelectMany(candidate => candidate.Terms).Select(term => term.Name).Distinct().ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn("node");
        foreach (var name in names)
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        table.AddColumn(new TableColumn("score").RightAligned()).AddColumn("refused because it");
        foreach (var candidate in decision.Candidates)
            table.AddRow([
                Markup.Escape(candidate.Node),
                .. names.Select(name => candidate.Terms.Where(term => term.Name == name).Select(term => Number(term.Value)).FirstOrDefault("")),
                candidate.Terms.Count > 0 ? Number(candidate.Score) : "",
                Markup.Escape(candidate.Refusal ?? "")]);
        return table;
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Seconds(long moment) => (moment * 1e-9).ToString("0.###", CultureInfo.InvariantCulture);
}
