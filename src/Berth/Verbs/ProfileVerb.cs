using System.CommandLine;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Functions;
using Berth.Model.Units;
using Berth.Output;

namespace Berth.Verbs;

/// <summary><c>berth profile</c>: makes the few executions of functions that tell most of what others will take, and learns a model from them.</summary>
internal static class ProfileVerb
{
    private const double UsualError = 0.1;
    private const int UsualMost = 100;

    internal static Command Make()
    {
        var functions = new Argument<string[]>("workload") { Description = $"What is executed: {string.Join(", ", ProfileText.Functions)}; with --sites all that the file has, if none is named.", Arity = ArgumentArity.ZeroOrMore };
        var sites = new Option<string?>("--sites") { Description = "Experiment file with a profile: its sites are the sizes, its ranges are asked for." };
        var sizes = new Option<string>("--sizes") { Description = $"Without a file: sizes, of {string.Join(", ", ProfileText.NamedSizes)} or as NAME=CPU/MEMORY.", DefaultValueFactory = _ => string.Join(",", ProfileText.NamedSizes) };
        var target = new Option<string?>("--target") { Description = $"Mean error of durations below which every function must be; {UsualError:0%} if nothing else is said." };
        var most = new Option<int?>("--most") { Description = $"Most executions in all; {UsualMost} if nothing else is said." };
        var seed = new Option<int>("--seed") { Description = "Without a file: seed of the choice.", DefaultValueFactory = _ => 1 };
        var runs = new Option<string>("--runs") { Description = "Folder that holds the folders of runs.", DefaultValueFactory = _ => "runs" };
        var store = StoreOption.Make();
        var json = JsonOption.Make();
        var command = new Command("profile", "Execute functions where it tells most, until it is known what they take.") { functions, sites, sizes, target, most, seed, runs, store, json };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(functions) ?? [], parsed.GetValue(sites), parsed.GetValue(sizes)!, parsed.GetValue(target), parsed.GetValue(most), parsed.GetValue(seed), parsed.GetValue(runs)!, parsed.GetValue(store),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(string[] functions, string? sites, string sizes, string? target, int? most, int seed, string runs, string? store, bool json)
    {
        try
        {
            var error = Error(target);
            if (most is < 10 or > 100_000)
                throw new ArgumentException($"--most {most} is not from 10 to 100000");
            if (sites is not null)
            {
                if (ExperimentArgument.Read(sites, json) is not { } variants)
                    return ExitCodes.BadInput;
                IReadOnlyList<Variant> asked = [.. variants.Select(variant => variant with { Experiment = Asked(variant.Experiment, sites, functions, error, most) })];
                return await RunVerb.RunAsync(asked, Path.GetDirectoryName(Path.GetFullPath(sites))!, await File.ReadAllTextAsync(sites).ConfigureAwait(false), runs, store, json).ConfigureAwait(false);
            }
            if (functions.Length == 0)
                throw new ArgumentException($"name what is to be executed: {string.Join(", ", ProfileText.Functions)}; or give a file with a profile (--sites)");
            var text = ProfileText.Of([.. functions.Distinct()], sizes.Split(',', StringSplitOptions.TrimEntries), new(error ?? UsualError, most ?? UsualMost), seed);
            var read = ExperimentFile.Parse(text, ExperimentArgument.Vocabulary, Environment.CurrentDirectory);
            if (read.Errors.Count > 0)
                throw new ArgumentException(string.Join("\n", read.Errors.Select(each => each.Format("--sizes"))));
            return await RunVerb.RunAsync(read.Variants, Environment.CurrentDirectory, text, runs, store, json).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
    }

    /// <summary>The experiment of a file with what the command line asks for.</summary>
    private static Experiment Asked(Experiment experiment, string file, string[] functions, double? error, int? most)
    {
        if (experiment.Profile is not { } profile)
            throw new ArgumentException($"{file} has no profile");
        if (experiment.Workloads.Count > 0 || experiment.Services.Count > 0)
            throw new ArgumentException($"{file} has more than a profile; run all of it with: berth run {file}");
        var chosen = functions.Length == 0 ? profile.Functions : [.. functions.Distinct().Select(name => profile.Functions.FirstOrDefault(use => use.Function == name)
            ?? throw new ArgumentException($"{file} has no ranges for '{name}'; it has: {string.Join(", ", profile.Functions.Select(use => use.Function))}"))];
        return experiment with { Profile = profile with { Functions = chosen, Target = new(error ?? profile.Target?.Error ?? UsualError, most ?? profile.Target?.Most ?? UsualMost) } };
    }

    private static double? Error(string? text) => text is null ? null
        : Fraction.TryParse(text, out var error) && error.Value is >= 0.001 and <= 1 ? error.Value : throw new ArgumentException($"--target {text} is not {Fraction.Expected}, from 0.1% to 100%");
}
