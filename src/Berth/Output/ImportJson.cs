using Berth.Records.Formats.Continuum;

namespace Berth.Output;

/// <summary><c>berth import --json</c>.</summary>
internal sealed record ImportJson(string File, string? Experiment, IReadOnlyList<DiagnosticJson> Errors)
{
    internal static ImportJson Of(string file, ImportResult result) => new(file, result.Yaml, [.. result.Errors.Select(DiagnosticJson.Of)]);
}

/// <summary><c>berth import cluster --json</c>.</summary>
internal sealed record ClusterImportJson(string Experiment, IReadOnlyList<string> Notes);

/// <summary><c>berth down --json</c>.</summary>
internal sealed record DownJson(IReadOnlyList<string> Removed);
