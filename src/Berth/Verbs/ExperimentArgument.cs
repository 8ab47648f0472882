using System.CommandLine;
using Berth.Accounting;
using Berth.Emulation.Links;
using Berth.Learning.Forecasts;
using Berth.Model;
using Berth.Model.Files;
using Berth.Output;
using Berth.Policies.Placement;
using Berth.Policies.Scaling;
using Berth.Policies.Shifting;
using Berth.Records.Formats.Generators;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Formats.Requests;
using Berth.Workloads;

namespace Berth.Verbs;

/// <summary>The experiment file that several verbs take.</summary>
internal static class ExperimentArgument
{
    internal static Vocabulary Vocabulary { get; } = new(
        PlacementPolicies.All,
        ScalingPolicies.All,
        ShiftingPolicies.All,
        CarbonForecasts.All,
        WorkloadProfiles.ByKind,
        CarbonZones.Means,
        Functions.All,
        LoadPatterns.Names,
        JobTraces.Formats,
        JobGenerators.Mixes,
        NodeFiles.Formats,
        NodeFiles.Read);

    internal static Argument<string> Make() => new("file") { Description = "Experiment file (YAML)." };

    /// <summary>Reads the file; null after its mistakes have been printed, as JSON when that is asked for.</summary>
    /// <param name="file">The file.</param>
    /// <param name="json">Whether JSON is printed.</param>
    /// <param name="world">The world that it is read for; null is the one that it names.</param>
    internal static IReadOnlyList<Variant>? Read(string file, bool json, World? world = null)
    {
        var result = ReadAll(file, world);
        if (json && result.Errors.Count > 0)
            JsonOutput.Write(CheckJson.Of(file, result));
        else
            foreach (var error in result.Errors)
                Console.Error.WriteLine(error.Format(file));
        return result.Errors.Count == 0 ? result.Variants : null;
    }

    /// <summary>Reads the file with its mistakes; one that cannot be read is a mistake too.</summary>
    internal static ReadResult ReadAll(string file, World? world = null)
    {
        try
        {
            var result = ExperimentFile.Load(file, Vocabulary, world);
            return BadTraces(result.Variants) is { Count: > 0 } errors ? new([], errors) : result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var suggestion = Directory.Exists(file) ? "give a file, not a folder" : Nearest(file) is { } nearest ? $"did you mean {nearest}?" : null;
            return new([], [new Diagnostic(0, 0, "the file cannot be read: " + exception.Message, suggestion)]);
        }
    }

    private static List<Diagnostic> BadTraces(IReadOnlyList<Variant> variants)
    {
        var errors = new List<Diagnostic>();
        foreach (var trace in variants.SelectMany(variant => variant.Experiment.Continuum.Links).Select(link => link.Trace).OfType<string>().Distinct())
            try
            {
                DeliveryTrace.Read(trace);
            }
            catch (FormatException exception)
            {
                errors.Add(new(0, 0, exception.Message, "a trace has one whole number of milliseconds a line, never decreasing"));
            }
        return errors;
    }

    private static string? Nearest(string file)
    {
        var folder = Path.GetDirectoryName(file) is { Length: > 0 } given ? given : ".";
        if (!Directory.Exists(folder))
            return null;
        var nearest = Spelling.Nearest(Path.GetFileName(file), Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)));
        return nearest is null ? null : Path.Combine(Path.GetDirectoryName(file) ?? "", nearest);
    }
}
