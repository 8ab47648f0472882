using System.Text.Json;

namespace Berth.Records;

/// <summary>The lower bounds of a comparison, kept in <c>bounds.json</c>.</summary>
public static class BoundsFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes them.</summary>
    /// <exception cref="RecordsException">They cannot be written.</exception>
    public static void Write(RunFolder run, IReadOnlyList<BoundRecord> bounds) =>
        RecordsFailure.Translate("write", PathIn(run), () => File.WriteAllText(PathIn(run), JsonSerializer.Serialize(bounds, Options)));

    /// <summary>Reads them; none where there is no file.</summary>
    public static IReadOnlyList<BoundRecord> Read(RunFolder run) =>
        File.Exists(PathIn(run)) ? JsonSerializer.Deserialize<BoundRecord[]>(File.ReadAllText(PathIn(run)), Options) ?? [] : [];

    private static string PathIn(RunFolder run) => Path.Combine(run.FullPath, "bounds.json");
}

/// <summary>A value below which no policy can get.</summary>
/// <param name="Variant">Number of the variant, from 1.</param>
/// <param name="Figure">Name of the figure.</param>
/// <param name="Value">The bound, mean over the repetitions.</param>
/// <param name="Method">How it was computed, in words.</param>
public sealed record BoundRecord(int Variant, string Figure, double Value, string Method);
