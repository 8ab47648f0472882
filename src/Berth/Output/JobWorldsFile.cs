using System.Text.Json;
using Berth.Records;
using Berth.Reports.Document;

namespace Berth.Output;

/// <summary>The comparison of policies on calls in several worlds, in the folder of the run that made it.</summary>
internal static class JobWorldsFile
{
    private const string Name = "job-worlds.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Writes it.</summary>
    /// <exception cref="RecordsException">It cannot be written.</exception>
    internal static void Write(RunFolder folder, IReadOnlyList<ReportJobWorlds> worlds) => folder.Write(Name, JsonSerializer.Serialize(worlds, Options));

    /// <summary>Reads it; empty where there is none.</summary>
    internal static IReadOnlyList<ReportJobWorlds> Read(RunFolder folder) =>
        Path.Combine(folder.FullPath, Name) is var file && File.Exists(file) ? JsonSerializer.Deserialize<ReportJobWorlds[]>(File.ReadAllText(file), Options) ?? [] : [];
}
