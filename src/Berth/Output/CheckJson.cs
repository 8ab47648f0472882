using Berth.Model.Files;

namespace Berth.Output;

/// <summary><c>berth check --json</c>.</summary>
internal sealed record CheckJson(string File, bool Valid, int Variants, IReadOnlyList<DiagnosticJson> Errors)
{
    internal static CheckJson Of(string file, ReadResult result) => new(file, result.Errors.Count == 0, result.Variants.Count, [.. result.Errors.Select(DiagnosticJson.Of)]);
}

/// <summary>One mistake in a file.</summary>
internal sealed record DiagnosticJson(int Line, int Column, string Message, string? Suggestion)
{
    internal static DiagnosticJson Of(Diagnostic diagnostic) => new(diagnostic.Line, diagnostic.Column, diagnostic.Message, diagnostic.Suggestion);
}
