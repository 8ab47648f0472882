using System.CommandLine;
using Berth.Model;
using Berth.Output;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;
using Berth.Simulation.Engine;
using Berth.Simulation.Streams;

namespace Berth.Verbs;

/// <summary><c>berth simulate</c>: runs an experiment in virtual time and reports it, beside the emulation where that has run.</summary>
internal static class SimulateVerb
{
    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var beside = new Option<string?>("--beside") { Description = "Folder of an emulated run to put beside it; without it the newest of this experiment." };
        var json = JsonOption.Make();
        var command = new Command("simulate", "Run an experiment in virtual time and report it.") { file, runs, beside, json };
        command.SetAction(parsed => Simulate(parsed.GetValue(file)!, parsed.GetValue(runs)!, parsed.GetValue(beside), parsed.GetValue(json)));
        return command;
    }

    internal static int Simulate(string file, string runs, string? beside, bool json)
    {
        if (ExperimentArgument.Read(file, json) is not { } variants)
            return ExitCodes.BadInput;
        using var interruption = new Interruption();
        try
        {
            var folder = RunFolder.Create(runs, variants[0].Experiment.Name + "-simulated", File.ReadAllText(file), TimeProvider.System);
            folder.Write(folder.Machine, MachineFacts.Read().ToJson());
            var emulated = beside is not null ? RunFolder.Open(beside) : EmulatedRuns.Newest(runs, variants[0].Experiment.Name);
            using (var store = RunStore.Create(folder.Database))
            {
                store.SetMeta(RunVerb.FolderOfExperiment, Path.GetDirectoryName(Path.GetFullPath(file)));
                store.SetMeta(WorldsBuilder.WorldKey, WorldsBuilder.Simulation);
                store.AddVariants(variants);
                new StreamRun(store).Run(variants, interruption.Token);
                if (emulated is not null)
                    store.SetMeta(WorldsBuilder.WorldsKey, Compare(folder, variants, emulated));
            }
            var result = RunOutput.Write(folder, variants, null, TimeProvider.System);
            if (json)
                JsonOutput.Write(result.Json);
            else
                TerminalReport.Print(result);
            return result.Json.ExitCode;
        }
        catch (RecordsException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCodes.MachineLacks;
        }
        catch (SimulationException exception)
        {
            Console.Error.WriteLine("The simulation stopped: " + exception.Message);
            return ExitCodes.Missed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCodes.Missed;
        }
    }

    private static IReadOnlyList<Reports.Document.ReportWorlds> Compare(RunFolder simulated, IReadOnlyList<Variant> variants, RunFolder emulated)
    {
        using var ours = RunReader.Open(simulated.Database);
        using var theirs = RunReader.Open(emulated.Database);
        return WorldsBuilder.Compare(RunResults.Read(ours, variants), RunResults.Read(theirs, variants));
    }
}
