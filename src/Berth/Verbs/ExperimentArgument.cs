using System.CommandLine;
using Berth.Accounting;
using Berth.Model;
using Berth.Model.Files;
using Berth.Policies.Placement;

namespace Berth.Verbs;

/// <summary>The experiment file that several verbs take.</summary>
internal static class ExperimentArgument
{
    internal static Vocabulary Vocabulary { get; } = new(PlacementPolicies.Names, ["image-classification"], CarbonZones.Means);

    internal static Argument<string> Make() => new("file") { Description = "Experiment file (YAML)." };

    /// <summary>Reads the file; null after its mistakes have been printed.</summary>
    internal static IReadOnlyList<Variant>? Read(string file)
    {
        var result = ReadAll(file);
        foreach (var error in result.Errors)
            Console.Error.WriteLine(error.Format(file));
        return result.Errors.Count == 0 ? result.Variants : null;
    }

    /// <summary>Reads the file with its mistakes; one that cannot be read is a mistake too.</summary>
    internal static ReadResult ReadAll(string file)
    {
        try
        {
            return ExperimentFile.Load(file, Vocabulary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var suggestion = Directory.Exists(file) ? "give a file, not a folder" : Nearest(file) is { } nearest ? $"did you mean {nearest}?" : null;
            return new([], [new Diagnostic(0, 0, "the file cannot be read: " + exception.Message, suggestion)]);
        }
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
