using System.Globalization;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Spectre.Console;

namespace Berth.Output;

/// <summary>Prints how well each way of learning predicts: one table a target.</summary>
internal static class LearnTable
{
    private static readonly (string Split, string Heading)[] Splits =
        [(Learning.Performance.Evaluation.Splits.Random, "random"), (Learning.Performance.Evaluation.Splits.Size, "new size"), (Learning.Performance.Evaluation.Splits.Range, "larger input"), (Learning.Performance.Evaluation.Splits.Function, "new function")];

    internal static void Print(IAnsiConsole console, LearnJson learned)
    {
        foreach (var note in learned.Notes)
            console.WriteLine(note);
        foreach (var target in learned.Scores.Select(score => score.Target).Distinct())
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{PerformanceTarget.Of(target).Title}[/] ({target}), error as MAPE on executions that were not learned from");
            console.Write(Table([.. learned.Scores.Where(score => score.Target == target)], learned.Preset, PerformanceTarget.Of(target).Unit));
        }
        console.WriteLine($"Learned from {learned.Executions} executions by '{learned.Preset}' in {learned.Seconds:0.0} s; scores are of {learned.Evaluated} of them. Inside: part in its interval; width: that of the interval over the prediction.");
        console.WriteLine($"Model: {learned.Model}\nReport: {learned.Report}");
    }

    private static Table Table(IReadOnlyList<LearnScoreJson> scores, string preset, string unit)
    {
        var splits = Splits.Where(split => scores.Any(score => score.Split == split.Split)).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn("how");
        foreach (var heading in splits.Select(split => split.Heading + " %").Concat([$"MAE {unit}", "R2", "inside %", "width %"]))
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var model in scores.Select(score => score.Preset).Distinct())
        {
            LearnScoreJson? Of(string split) => scores.FirstOrDefault(score => score.Preset == model && score.Split == split);
            var random = Of(Learning.Performance.Evaluation.Splits.Random);
            string[] cells = [model, .. splits.Select(split => Number(Of(split.Split)?.MapePercent)), Number(random?.Mae), Number(random?.R2), Number(random?.CoveragePercent), Number(random?.MeanWidthPercent)];
            table.AddRow([.. cells.Select(cell => model == preset ? $"[bold]{Markup.Escape(cell)}[/]" : Markup.Escape(cell))]);
        }
        return table;
    }

    /// <summary>Three significant digits.</summary>
    internal static string Number(double? value) => value is not { } number ? "–"
        : Math.Abs(number) is >= 1e6 or (< 1e-3 and > 0) ? number.ToString("0.##e+0", CultureInfo.InvariantCulture)
        : Math.Abs(number) >= 100 ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("G3", CultureInfo.InvariantCulture);
}
