using System.CommandLine;
using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Files;
using Berth.Model;
using Berth.Output;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Store;
using Berth.Simulation.Jobs;
using Berth.Workloads.Classification;
using Berth.Workloads.Onnx;
using Berth.Workloads.Programs;

namespace Berth.Verbs;

/// <summary><c>berth run</c>: runs an experiment in its world and reports it.</summary>
internal static class RunVerb
{
    /// <summary>Key under which the records keep the folder that relative paths of the experiment count from.</summary>
    internal const string FolderOfExperiment = "folder of the experiment";

    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var world = new Option<string?>("--world") { Description = "Where it runs, whatever the file says: emulation, simulation or kubernetes." };
        world.AcceptOnlyFromAmong(WorldNames);
        var cluster = new ClusterOptions();
        var command = new Command("run", "Run an experiment and report it.") { file, runs, world, store, json };
        cluster.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(world) is { } name ? Enum.Parse<World>(name, ignoreCase: true) : null, parsed.GetValue(runs)!, parsed.GetValue(store), parsed.GetValue(json), cluster.Of(parsed)));
        return command;
    }

    private static string[] WorldNames => [.. Enum.GetNames<World>().Select(name => name.ToLowerInvariant())];

    private static async Task<int> RunAsync(string file, World? world, string runs, string? connection, bool json, ClusterRequest cluster)
    {
        if (ExperimentArgument.Read(file, json, world) is not { } variants)
            return ExitCodes.BadInput;
        if (variants[0].Experiment.Run.World == World.Simulation)
            return Simulated.Run(new(file, variants, runs, json) { Connection = connection });
        if (variants[0].Experiment.Run.World == World.Kubernetes)
            return await ClusterRuns.RunAsync(new(file, variants, runs, json) { Connection = connection }, cluster).ConfigureAwait(false);
        // Not earlier: a user namespace has a network of its own, from which no cluster is reached.
        UserNamespace.Enter(BerthProgram.Command(Environment.GetCommandLineArgs()[1..]));
        return await RunAsync(variants, Path.GetDirectoryName(Path.GetFullPath(file))!, await File.ReadAllTextAsync(file).ConfigureAwait(false), runs, connection, json).ConfigureAwait(false);
    }

    /// <summary>Runs an experiment that was read.</summary>
    /// <param name="variants">The experiment.</param>
    /// <param name="place">Folder that its relative paths count from.</param>
    /// <param name="text">Its text.</param>
    /// <param name="runs">Folder that holds the folders of runs.</param>
    /// <param name="connection">Database for the records; null for a file.</param>
    /// <param name="json">Whether JSON is printed.</param>
    internal static async Task<int> RunAsync(IReadOnlyList<Variant> variants, string place, string text, string runs, string? connection, bool json)
    {
        if (Doctor.Missing(variants) is { } missing)
        {
            await Console.Error.WriteLineAsync(missing).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
        using var interruption = new Interruption();
        try
        {
            return await RunAsync(variants, place, text, runs, connection, json, interruption.Token).ConfigureAwait(false);
        }
        catch (RecordsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
        catch (EmulationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message + "\nSee: berth doctor").ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
    }

    private static async Task<int> RunAsync(IReadOnlyList<Variant> variants, string place, string text, string runs, string? connection, bool json, CancellationToken interruption)
    {
        if (WhyNotPlaced(variants) is { } misplaced)
        {
            await Console.Error.WriteLineAsync(misplaced).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
        foreach (var workload in variants.SelectMany(variant => variant.Experiment.Workloads).DistinctBy(workload => (workload.Name, workload.Model)))
            if (workload.Model is { } model && WhyNoModel(model) is { } why)
            {
                await Console.Error.WriteLineAsync($"workloads.{workload.Name}.model: {why}").ConfigureAwait(false);
                return ExitCodes.BadInput;
            }
        foreach (var experiment in variants.Select(variant => variant.Experiment))
            if (experiment.PerformanceModel is { } model && WhyNoPerformance(experiment, model) is { } why)
            {
                await Console.Error.WriteLineAsync($"performance.model: {why}").ConfigureAwait(false);
                return ExitCodes.BadInput;
            }
        var run = await Emulated.KeepAsync(variants, place, text, runs, connection, json, interruption).ConfigureAwait(false);
        return Finish(run, variants, json, interruption);
    }

    /// <summary>Learns a model from a profile, unless that is done or the run was interrupted, prints what a run gave, and returns its exit code.</summary>
    internal static int Finish(MeasuredRun run, IReadOnlyList<Variant> variants, bool json, CancellationToken interruption)
    {
        // Calls had to be placed by what is learned: then that is done already.
        if (variants.Any(variant => variant.Experiment.Profile is not null && variant.Experiment.Jobs.Count == 0) && !interruption.IsCancellationRequested)
            return Learn(run.Folder, run.Output, json, interruption);
        Print(run.Output, run.Learned, json, run.Output.Json.ExitCode);
        return run.Output.Json.ExitCode;
    }

    /// <summary>What was executed is there to be learned from: the model lies in the folder of the run.</summary>
    private static int Learn(RunFolder folder, RunOutput result, bool json, CancellationToken interruption)
    {
        LearnJson? learned = null;
        string? problem = null;
        try
        {
            learned = LearnVerb.Learn(RunRows.Read(folder), Path.Combine(folder.FullPath, CallModels.FileName), [], new(), json, interruption);
        }
        catch (Exception exception) when (exception is MissingBoostingException or ArgumentException or IOException or OperationCanceledException)
        {
            problem = $"no model was learned: {exception.Message}";
        }
        var code = problem is null ? result.Json.ExitCode : Math.Max(result.Json.ExitCode, ExitCodes.Missed);
        Print(result, learned, json, code);
        if (problem is not null)
            Console.Error.WriteLine(problem);
        return code;
    }

    private static void Print(RunOutput result, LearnJson? learned, bool json, int code)
    {
        if (json)
            JsonOutput.Write(result.Json with { ExitCode = code, Model = learned });
        else
        {
            TerminalReport.Print(result);
            if (learned is not null)
                LearnTable.Print(Terminal.Console, learned);
        }
    }

    /// <summary>Why a placement cannot be made; null when all can.</summary>
    internal static string? WhyNotPlaced(IReadOnlyList<Variant> variants) =>
        variants.SelectMany(variant => variant.Experiment.Placements.Select(placement => PlacementPlan.Make(variant.Experiment, placement)))
            .Where(plan => plan.Failure is not null).Select(plan => $"compare.placement: {plan.Policy} cannot place the work: {plan.Failure}").FirstOrDefault();

    /// <summary>Why the model of a file cannot say what its calls take; null when it can.</summary>
    private static string? WhyNoPerformance(Experiment experiment, string model)
    {
        try
        {
            _ = new JobWorld(experiment, 1, CallModels.Load(model));
            return null;
        }
        catch (Exception exception) when (exception is ModelFileException or FormatException)
        {
            return exception.Message;
        }
    }

    private static string? WhyNoModel(string model)
    {
        try
        {
            ImageClassifier.Load(model).Dispose();
            return null;
        }
        catch (OnnxException exception)
        {
            return exception.Message;
        }
    }
}
