using Berth.Accounting.Jobs;
using Berth.Learning.Performance.Files;
using Berth.Model;
using Berth.Output;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;
using Berth.Simulation.Engine;
using Berth.Simulation.Streams;

namespace Berth.Verbs;

/// <summary>What <c>simulate</c> and <c>compare</c> have in common: a run in virtual time, from its folder to its report.</summary>
internal static class Simulated
{
    internal static int Run(SimulationRequest request)
    {
        using var interruption = new Interruption();
        RunFolder? folder = null;
        try
        {
            var result = Keep(request, opened => folder = opened, interruption.Token);
            if (request.Json)
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
        catch (Exception exception) when (exception is FormatException or ModelFileException)
        {
            Console.Error.WriteLine(exception.Message);
            // Nothing has been simulated: an empty run would only be in the way.
            if (folder is not null && !new CaseFolder(folder).Exists)
                folder.Remove();
            return ExitCodes.BadInput;
        }
        catch (SimulationException exception)
        {
            Console.Error.WriteLine("The simulation stopped: " + exception.Message);
            return ExitCodes.Missed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(request.Resume ? "Interrupted. The same command goes on with what lacks." : "Interrupted.");
            return ExitCodes.Missed;
        }
    }

    /// <summary>Simulates everything and writes what is left for people and programs, without printing it.</summary>
    /// <param name="request">What is simulated.</param>
    /// <param name="opened">Told the folder once it is there.</param>
    /// <param name="stop">Stops it.</param>
    internal static RunOutput Keep(SimulationRequest request, Action<RunFolder> opened, CancellationToken stop)
    {
        var folder = Open(request, stop);
        opened(folder);
        Simulate(request, folder, stop);
        return RunOutput.Write(folder, request.Variants, null, TimeProvider.System);
    }

    private static RunFolder Open(SimulationRequest request, CancellationToken stop)
    {
        var name = $"{request.Variants[0].Experiment.Name}-{request.Suffix}";
        var text = File.ReadAllText(request.File);
        if (request.Resume && UnfinishedRuns.Newest(request.Runs, name, text, request.Connection) is { } unfinished)
        {
            Console.Error.WriteLine($"going on with {unfinished.FullPath} (--fresh begins anew)");
            return unfinished;
        }
        var folder = RunFolder.Create(request.Runs, name, text, TimeProvider.System, request.Connection);
        folder.Write(folder.Machine, MachineFacts.Read().ToJson());
        using var store = RunStore.Create(folder);
        store.SetMeta(RunVerb.FolderOfExperiment, Path.GetDirectoryName(Path.GetFullPath(request.File)));
        store.SetMeta(WorldsBuilder.WorldKey, WorldsBuilder.Simulation);
        store.AddVariants(request.Variants);
        if (request.Variants.Any(variant => variant.Experiment.Workloads.Count > 0))
        {
            new StreamRun(store).Run(request.Variants, CancellationToken.None);
            if (Emulated(request) is { } emulated)
                store.SetMeta(WorldsBuilder.WorldsKey, Beside.Streams(folder, request.Variants, (WorldsBuilder.Emulation, emulated)));
        }
        SimulatedServices.Run(request, folder, store, stop);
        CompareServices(request, folder, store);
        return folder;
    }

    /// <summary>The emulated run that stands beside this one; null when there is none.</summary>
    private static RunFolder? Emulated(SimulationRequest request) =>
        request.Beside is not null ? RunFolder.Open(request.Beside, request.Connection) : EmulatedRuns.Newest(request.Runs, request.Variants[0].Experiment.Name);

    private static void Simulate(SimulationRequest request, RunFolder folder, CancellationToken stop)
    {
        if (request.Variants.All(variant => variant.Experiment.Jobs.Count == 0))
            return;
        var calls = request.Variants.Any(variant => variant.Experiment.Jobs.Any(jobs => jobs.Calls is not null));
        var emulated = calls ? Emulated(request) : null;
        IReadOnlyList<JobCaseResult> results;
        using (var progress = ProgressDisplay.Make(request.Json))
            results = new Comparison(folder, request, emulated, progress).Run(stop);
        // Of another text the calls may be others.
        if (emulated is not null && new CaseFolder(emulated).Exists && File.ReadAllText(emulated.Experiment) == File.ReadAllText(request.File))
            JobWorldsFile.Write(folder, JobWorldsBuilder.Compare(request.Variants, results, (WorldsBuilder.Emulation, Beside.Calls(emulated, request.Variants))));
    }

    /// <summary>Keeps the comparison of the scaling policies with an emulated run, once the simulated outcomes are in the records.</summary>
    private static void CompareServices(SimulationRequest request, RunFolder simulated, RunStore store)
    {
        if (request.Variants.All(variant => variant.Experiment.Services.Count == 0) || Emulated(request) is not { } emulated)
            return;
        store.SetMeta(WorldsBuilder.ServiceWorldsKey, Beside.Services(simulated, request.Variants, (WorldsBuilder.Emulation, emulated)));
    }
}
