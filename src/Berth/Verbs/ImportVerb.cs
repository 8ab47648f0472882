using System.CommandLine;
using Berth.Output;
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
        return new("import", "Turn a file of another tool into an experiment file.") { continuum };
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
