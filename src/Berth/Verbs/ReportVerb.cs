using System.CommandLine;
using Berth.Output;
using Berth.Records;

namespace Berth.Verbs;

/// <summary><c>berth report</c>: prints the figures of an earlier run and writes its report again.</summary>
internal static class ReportVerb
{
    internal static Command Make()
    {
        var folder = new Argument<string>("run") { Description = "Folder of a run, such as runs/where-to-compute-20260102-030405." };
        var json = JsonOption.Make();
        var command = new Command("report", "Print the figures of an earlier run and write its report again.") { folder, json };
        command.SetAction(parsed => Report(parsed.GetValue(folder)!, parsed.GetValue(json)));
        return command;
    }

    private static int Report(string path, bool json)
    {
        try
        {
            var folder = RunFolder.Open(path);
            if (ExperimentArgument.Read(folder.Experiment) is not { } variants)
                return ExitCodes.BadInput;
            var result = RunOutput.Write(folder, variants, null, TimeProvider.System);
            if (json)
                JsonOutput.Write(result.Json);
            else
                TerminalReport.Print(result);
            return ExitCodes.Done;
        }
        catch (RecordsException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.BadInput;
        }
    }
}
