using System.CommandLine;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth compare</c>: policies × parameters × repetitions on identical work, in virtual time.</summary>
internal static class CompareVerb
{
    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var repetitions = new Option<int?>("--repetitions") { Description = "Repetitions of each combination; without it those of the file." };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew, even if a comparison of this file was cut off." };
        var model = ModelOption.Make();
        var explain = new Option<bool>("--explain") { Description = "Keep every decision with its candidates and scores, so that it can be decided again." };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("compare", "Compare policies on identical jobs in virtual time, with intervals, differences and bounds.") { file, runs, repetitions, fresh, model, explain, store, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (ExperimentArgument.Read(path, parsed.GetValue(json)) is not { } variants)
                return ExitCodes.BadInput;
            if (parsed.GetValue(repetitions) is < 1)
            {
                Console.Error.WriteLine("--repetitions must be at least 1");
                return ExitCodes.BadInput;
            }
            return Simulated.Run(new(path, variants, parsed.GetValue(runs)!, parsed.GetValue(json))
            {
                Suffix = "compared",
                Resume = !parsed.GetValue(fresh),
                Repetitions = parsed.GetValue(repetitions),
                Model = parsed.GetValue(model),
                Explain = parsed.GetValue(explain),
                Connection = parsed.GetValue(store),
            });
        });
        return command;
    }
}
