using System.CommandLine;
using System.Diagnostics;
using Berth.Learning.Performance;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Berth.Learning.Performance.Files;
using Berth.Learning.Performance.Models;
using Berth.Output;
using Berth.Records;
using Berth.Reports.Performance;

namespace Berth.Verbs;

/// <summary><c>berth learn</c>: learns from executions what others will take.</summary>
internal static class LearnVerb
{
    internal static Command Make()
    {
        var sources = new Argument<string[]>("runs") { Description = "Folders of runs, or CSV files of executions (docs/learning.md).", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "File that the model is written to; its report lies beside it as .html.", DefaultValueFactory = _ => "model.json" };
        var targets = new Option<string[]>("--target") { Description = $"What to learn: {string.Join(", ", PerformanceTarget.All.Select(target => target.Name))}; all that the executions know without it. Can be repeated." };
        var preset = new Option<string>("--preset") { Description = $"How to learn: {string.Join(", ", RegressionKinds.All.Select(kind => kind.Name))}.", DefaultValueFactory = _ => RegressionKinds.Berth };
        var level = new Option<double>("--level") { Description = "Part of new executions that the intervals should hold.", DefaultValueFactory = _ => 0.9 };
        var seed = new Option<int>("--seed") { Description = "Seed of splits and folds.", DefaultValueFactory = _ => 42 };
        var json = JsonOption.Make();
        var command = new Command("learn", "Learn from executions how long others will run and what they will use.") { sources, output, targets, preset, level, seed, json };
        command.SetAction(parsed =>
        {
            try
            {
                var settings = new LearningSettings(RegressionKinds.Of(parsed.GetValue(preset)!).Name, parsed.GetValue(level), parsed.GetValue(seed));
                return Learn(parsed.GetValue(sources)!, parsed.GetValue(output)!, parsed.GetValue(targets) ?? [], settings, parsed.GetValue(json));
            }
            catch (MissingBoostingException exception)
            {
                Console.Error.WriteLine($"{exception.Message}\nOr learn without it: --preset physical");
                return ExitCodes.MachineLacks;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("interrupted: no model was written");
                return ExitCodes.Missed;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UnauthorizedAccessException or RecordsException)
            {
                Console.Error.WriteLine(ErrorText.Of(exception));
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static int Learn(IReadOnlyList<string> sources, string output, IReadOnlyList<string> wanted, LearningSettings settings, bool json)
    {
        if (!(settings.Level is > 0 and < 1))
            throw new ArgumentException($"--level {settings.Level} is not between 0 and 1");
        using var interruption = new Interruption();
        var learned = Learn(PerformanceData.Of(sources.Select(Read)), output, wanted, settings, json, interruption.Token);
        if (json)
            JsonOutput.Write(learned);
        else
            LearnTable.Print(Terminal.Console, learned);
        return ExitCodes.Done;
    }

    /// <summary>Learns, and writes the model and its page.</summary>
    /// <exception cref="MissingBoostingException">XGBoost is not installed.</exception>
    internal static LearnJson Learn(PerformanceData data, string output, IReadOnlyList<string> wanted, LearningSettings settings, bool json, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var targets = PerformanceLearner.TargetsOf(data, wanted);
        EvaluationResult evaluation;
        using (var progress = ProgressDisplay.Make(json))
            evaluation = PerformanceLearner.Evaluate(data, targets, settings, Throttled(progress), cancellation);
        var model = PerformanceLearner.Learn(data, targets, settings, evaluation);
        var report = Path.ChangeExtension(output, ".html");
        ModelFile.Save(model, output);
        PerformancePage.Write(model.Card, evaluation, report);
        return new(
            output, report, settings.Preset, data.Sources, data.Rows.Count, evaluation.Sampled, model.Card.DataHash, data.Notes, [.. evaluation.Rows.Select(LearnScoreJson.Of)],
            [.. evaluation.Importance.Select(row => new LearnImportanceJson(row.Target, row.Feature, row.Permutation, LearnScoreJson.Known(row.GainPercent)))],
            [.. evaluation.Curve.Select(point => new LearnCurveJson(point.Target, point.Model, point.Rows, LearnScoreJson.Known(point.MapePercent)))], watch.Elapsed.TotalSeconds);
    }

    private static PerformanceData Read(string source) => Directory.Exists(source) ? RunRows.Read(source)
        : File.Exists(source) ? CsvRows.Read(source) : throw new FileNotFoundException($"{source} is neither the folder of a run nor a CSV file of executions");

    /// <summary>A line for each twentieth and not for each of a thousand fits.</summary>
    private static Action<double, string> Throttled(ProgressDisplay display)
    {
        var gate = new Lock();
        var shown = -1;
        return (done, text) =>
        {
            lock (gate)
                if ((int)(done * 20) > shown)
                {
                    shown = (int)(done * 20);
                    display.Show(new($"evaluating: {text}", done, null));
                }
        };
    }
}
