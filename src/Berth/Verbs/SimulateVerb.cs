using System.CommandLine;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth simulate</c>: runs an experiment in virtual time and reports it, beside the emulation where that has run.</summary>
internal static class SimulateVerb
{
    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var beside = new Option<string?>("--beside") { Description = "Folder of an emulated run to put beside it; without it the newest of this experiment." };
        var model = ModelOption.Make();
        var explain = new Option<bool>("--explain") { Description = "Keep every decision about jobs and services with its reasons, so that it can be decided again." };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("simulate", "Run an experiment in virtual time and report it.") { file, runs, beside, model, explain, store, json };
        command.SetAction(parsed => ExperimentArgument.Read(parsed.GetValue(file)!, parsed.GetValue(json)) is not { } variants
            ? ExitCodes.BadInput
            : Simulated.Run(new(parsed.GetValue(file)!, variants, parsed.GetValue(runs)!, parsed.GetValue(json)) { Beside = parsed.GetValue(beside), Model = parsed.GetValue(model), Explain = parsed.GetValue(explain), Connection = parsed.GetValue(store) }));
        return command;
    }
}
