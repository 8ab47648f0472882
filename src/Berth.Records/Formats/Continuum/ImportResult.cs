using Berth.Model.Files;

namespace Berth.Records.Formats.Continuum;

/// <summary>What an import gave: the text of an experiment file, or what the original does not allow, in the order of its lines; never both.</summary>
/// <param name="Yaml">The experiment file; null when there are errors.</param>
/// <param name="Errors">What is wrong with the original, with line and column in it.</param>
public sealed record ImportResult(string? Yaml, IReadOnlyList<Diagnostic> Errors);
