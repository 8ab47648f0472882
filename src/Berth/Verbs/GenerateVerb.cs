using System.CommandLine;
using Berth.Model.Files;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Output;
using Berth.Records.Formats.Generators;
using Berth.Records.Formats.Jobs;

namespace Berth.Verbs;

/// <summary><c>berth generate</c>: jobs of a generator as CSV.</summary>
internal static class GenerateVerb
{
    private const string Arrivals = "arrivals", Workloads = "workloads", Json = "json";

    internal static Command Make()
    {
        var mix = new Option<string>("--mix") { Description = $"What the jobs need: {string.Join(", ", JobGenerators.Mixes)}.", DefaultValueFactory = _ => "mixed" };
        var pattern = new Option<string>("--pattern") { Description = $"How they arrive: {string.Join(", ", JobGenerators.Patterns)}.", DefaultValueFactory = _ => "poisson" };
        var rate = new Option<string>("--rate") { Description = "Mean arrivals, such as 10/min.", DefaultValueFactory = _ => "1/min" };
        var count = new Option<int>("--count") { Description = "How many jobs.", DefaultValueFactory = _ => 1000 };
        var scale = new Option<double>("--scale") { Description = "Factor of their lengths.", DefaultValueFactory = _ => 1 };
        var seed = new Option<long>("--seed") { Description = "Seed: the same gives the same jobs.", DefaultValueFactory = _ => 1 };
        var name = new Option<string>("--name") { Description = "Name of the workload: an experiment whose workload has it, with the same seed, has the same jobs.", DefaultValueFactory = _ => "jobs" };
        var format = new Option<string>("--format") { Description = $"{Arrivals} (arrival_time,length,cpus) or {Workloads} (id,submit,cpu,mem,duration,tag).", DefaultValueFactory = _ => Arrivals };
        var output = new Option<string?>("--out", "-o") { Description = "Write them here instead of printing them." };
        var json = JsonOption.Make();
        var command = new Command("generate", "Write generated jobs as CSV.") { mix, pattern, rate, count, scale, seed, name, format, output, json };
        command.SetAction(parsed =>
        {
            try
            {
                if (!Frequency.TryParse(parsed.GetValue(rate)!, out var arrivals) || arrivals.PerSecond <= 0)
                    throw new ArgumentException($"--rate {parsed.GetValue(rate)} is not {Frequency.Expected}, above 0");
                if (parsed.GetValue(count) < 1)
                    throw new ArgumentException($"--count {parsed.GetValue(count)} is not at least 1");
                if (parsed.GetValue(scale) is var factor && !(factor > 0 && double.IsFinite(factor)))
                    throw new ArgumentException($"--scale {factor} is not above 0");
                if (parsed.GetValue(format) is not (Arrivals or Workloads))
                    throw new ArgumentException($"there is no format '{parsed.GetValue(format)}': {Spelling.Suggest(parsed.GetValue(format)!, [Arrivals, Workloads])}");
                var jobs = JobGenerators.Generate(new(parsed.GetValue(pattern)!, parsed.GetValue(mix)!, arrivals, parsed.GetValue(count), factor), parsed.GetValue(seed), parsed.GetValue(name)!);
                Write(jobs, parsed.GetValue(json) ? Json : parsed.GetValue(format)!, parsed.GetValue(output));
                return ExitCodes.Done;
            }
            catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(ErrorText.Of(exception));
                return ExitCodes.BadInput;
            }
        });
        return command;
    }

    private static void Write(IEnumerable<Job> jobs, string format, string? output)
    {
        using var writer = output is null ? new StreamWriter(Console.OpenStandardOutput()) : new StreamWriter(output);
        if (format == Arrivals)
            JobWriter.WriteArrivals(jobs, writer);
        else if (format == Json)
            writer.WriteLine(JsonOutput.Text(new GeneratedJson([.. jobs.Select(GeneratedJobJson.Of)])));
        else
            JobWriter.WriteWorkloads(jobs, writer, DateTimeOffset.UnixEpoch);
    }
}
