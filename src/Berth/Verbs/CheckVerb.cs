using System.CommandLine;
using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth check</c>: reads an experiment file and says everything that is wrong with it, or what it would run.</summary>
internal static class CheckVerb
{
    internal static Command Make()
    {
        var file = ExperimentArgument.Make();
        var json = JsonOption.Make();
        var command = new Command("check", "Check an experiment file; every mistake at once.") { file, json };
        command.SetAction(parsed => Check(parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Check(string file, bool json)
    {
        var result = ExperimentArgument.ReadAll(file);
        if (json)
            JsonOutput.Write(CheckJson.Of(file, result));
        else if (result.Errors.Count > 0)
            foreach (var error in result.Errors)
                Console.Error.WriteLine(error.Format(file));
        else
            Describe(file, result.Variants);
        return result.Errors.Count == 0 ? ExitCodes.Done : ExitCodes.BadInput;
    }

    private static void Describe(string file, IReadOnlyList<Model.Variant> variants)
    {
        var experiment = variants[0].Experiment;
        var placed = experiment.Workloads.Count + experiment.Jobs.Count > 0;
        var runs = variants.Sum(variant => ((placed ? variant.Experiment.Placements.Count * variant.Experiment.Shiftings.Count * variant.Experiment.Forecasts.Count : 0)
            + variant.Experiment.Services.Count * variant.Experiment.Scalings.Count) * variant.Experiment.Run.Repetitions);
        string[] parts =
        [
            $"{Count(experiment.Continuum.Nodes.Count, "node")} in {Count(experiment.Continuum.Sites.Count, "site")}",
            Count(experiment.Workloads.Count, "workload"),
            Count(experiment.Jobs.Count, "set of jobs", "sets of jobs"),
            Count(experiment.Services.Count, "service"),
            string.Join(", ", placed ? experiment.Placements.Concat(experiment.Scalings) : experiment.Scalings),
        ];
        Console.WriteLine($"{file} is valid: {string.Join(", ", parts.Where(text => text.Length > 0))}; {Count(runs, "repetition")}{(experiment.Run.Duration.Seconds > 0 ? $" of {experiment.Run.Duration}" : "")}.");
        if (experiment.Run.World == Model.World.Simulation)
            return;
        if (experiment.Services.Count > 0)
            Console.WriteLine("On this machine: what a request costs is measured first, and the replicas' cores are made as slow as the file says that a request takes.");
        if (experiment.Workloads.Count == 0)
            return;
        try
        {
            Console.WriteLine($"On this machine: {EmulationRun.Dilation(experiment).Reason}.");
        }
        catch (EmulationException exception)
        {
            Console.WriteLine($"On this machine it cannot run: {exception.Message}.");
        }
    }

    private static string Count(int count, string one, string? many = null) => count == 0 ? "" : $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
