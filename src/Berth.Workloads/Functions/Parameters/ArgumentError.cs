namespace Berth.Workloads.Functions.Parameters;

/// <summary>What is wrong with one argument of a request.</summary>
/// <param name="Parameter">Its name as it was given; empty where the whole body is wrong.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Suggestion">What was probably meant; null where nothing is near.</param>
public sealed record ArgumentError(string Parameter, string Problem, string? Allowed, string? Suggestion)
{
    internal string Sentence => string.Join("; ", ((string?[])[Parameter.Length > 0 ? $"{Parameter}: {Problem}" : Problem, Allowed, Suggestion]).Where(part => part is not null));
}
