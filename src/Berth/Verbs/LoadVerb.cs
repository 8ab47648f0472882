using System.CommandLine;
using Berth.Emulation.World;
using Berth.Output;
using Berth.Records;
using Berth.Serving.Load;
using Berth.Workloads.Programs;

namespace Berth.Verbs;

/// <summary><c>berth load</c>: sends requests to a service on schedule and says what became of them.</summary>
internal static class LoadVerb
{
    internal static Command Make()
    {
        var options = new LoadOptions();
        var csv = new Option<string?>("--csv") { Description = "Write a line for each request to this file." };
        var json = JsonOption.Make();
        var command = new Command("load", "Send requests to a service on schedule, and say what became of them.") { csv, json };
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(() => options.Read(parsed), parsed.GetValue(options.Processes), parsed.GetValue(csv), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(Func<LoadSettings> read, int processes, string? csv, bool json)
    {
        using var interruption = new Interruption();
        try
        {
            var settings = read();
            await LoadTarget.Reach(settings, interruption.Token).ConfigureAwait(false);
            using var rows = csv is null ? null : new StreamWriter(csv);
            LoadResult result;
            using (var progress = ProgressDisplay.Make(json))
            {
                var run = new LoadRun(BerthProgram.Command(LoadProgram.Verb), done => progress.Show(new RunProgress("sending", done, Left(settings, done))));
                result = await run.RunAsync(settings, processes, interruption.Token).ConfigureAwait(false);
            }
            if (rows is not null)
                LoadCsv.Write(result, rows);
            var figures = new LoadFigures(result, settings.Seconds);
            var code = result.Interrupted || !figures.KeptUp ? ExitCodes.Missed : ExitCodes.Done;
            if (json)
                JsonOutput.Write(LoadJson.Of(figures, result, code));
            else
                LoadTable.Print(Terminal.Console, figures, result);
            return code;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("interrupted before the first request").ConfigureAwait(false);
            return ExitCodes.Missed;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UnauthorizedAccessException or LoadException)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
    }

    private static TimeSpan? Left(LoadSettings settings, double done) => TimeSpan.FromSeconds(settings.Seconds * settings.Stretch * (1 - done));
}
