using System.CommandLine;
using Berth.Output;
using Berth.Records;
using Berth.Records.Clusters;
using Berth.Records.Formats.Continuum;

namespace Berth.Verbs;

/// <summary><c>berth import</c>: turns the files of other tools into experiment files.</summary>
internal static class ImportVerb
{
    internal static Command Make()
    {
        var file = new Argument<string>("file") { Description = "Configuration file of the Continuum framework (.cfg)." };
        var output = new Option<string?>("--output", "-o") { Description = "Write the experiment here instead of printing it." };
        var json = JsonOption.Make();
        var continuum = new Command("continuum", "Turn a configuration of the Continuum framework into an experiment file.") { file, output, json };
        continuum.SetAction(parsed => Import(parsed.GetValue(file)!, parsed.GetValue(output), parsed.GetValue(json)));
        var run = new Argument<string>("folder") { Description = "Folder that 'berth scheduler --runs' made." };
        var into = new Option<string>("--output", "-o") { Description = "Folder that the experiment and its files are written to.", Required = true };
        var cluster = new Command("cluster", "Turn what a scheduler of a cluster recorded into an experiment: its nodes, and its pods as jobs (docs/cluster.md).") { run, into, json };
        cluster.SetAction(parsed => ImportCluster(parsed.GetValue(run)!, parsed.GetValue(into)!, parsed.GetValue(json)));
        return new("import", "Turn a file of another tool, or the records of a cluster, into an experiment file.") { continuum, cluster };
    }

    private static int ImportCluster(string run, string output, bool json)
    {
        try
        {
            var notes = ClusterExperiment.Write(RunFolder.Open(run), output);
            var file = Path.GetFullPath(Path.Combine(output, "experiment.yaml"));
            if (json)
                JsonOutput.Write(new ClusterImportJson(file, notes));
            else
                Console.WriteLine(string.Join('\n', notes.Prepend(file)));
            return ExitCodes.Done;
        }
        catch (RecordsException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.BadInput;
        }
    }

    private static int Import(string file, string? output, bool json)
    {
        var result = ContinuumCfg.Import(file);
        if (json)
            JsonOutput.Write(ImportJson.Of(file, result));
        else
            foreach (var error in result.Errors)
                Console.Error.WriteLine(error.Format(file));
        if (result.Yaml is not { } yaml)
            return ExitCodes.BadInput;
        if (output is null)
        {
            if (!json)
                Console.Write(yaml);
            return ExitCodes.Done;
        }
        try
        {
            File.WriteAllText(output, yaml);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{output} cannot be written: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }
}
