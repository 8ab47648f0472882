using System.CommandLine;
using Berth.Model.Files;
using Berth.Output;
using Berth.Records;
using Berth.Records.Store;

namespace Berth.Verbs;

/// <summary><c>berth report</c>: prints the figures of an earlier run and writes its report again.</summary>
internal static class ReportVerb
{
    internal static Command Make()
    {
        var folder = new Argument<string>("run") { Description = "Folder of a run, such as runs/where-to-compute-20260102-030405." };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("report", "Print the figures of an earlier run and write its report again.") { folder, store, json };
        command.SetAction(parsed => Report(parsed.GetValue(folder)!, parsed.GetValue(store), parsed.GetValue(json)));
        return command;
    }

    private static int Report(string path, string? connection, bool json)
    {
        try
        {
            var folder = RunFolder.Open(path, connection);
            if (!File.Exists(folder.Experiment))
                throw new RecordsException($"{folder.FullPath} has no experiment.yaml: it is a collection, which has no report; see it with: berth history {path}");
            if (Variants(folder) is not { } variants)
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

    /// <summary>Reads the experiment as it was run: relative paths in it count from where its file lay.</summary>
    private static IReadOnlyList<Model.Variant>? Variants(RunFolder folder)
    {
        using var reader = RunReader.Open(folder);
        var result = ExperimentFile.Parse(File.ReadAllText(folder.Experiment), ExperimentArgument.Vocabulary, reader.Meta<string>(RunVerb.FolderOfExperiment) ?? folder.FullPath);
        foreach (var error in result.Errors)
            Console.Error.WriteLine(error.Format(folder.Experiment));
        return result.Errors.Count == 0 ? result.Variants : null;
    }
}
