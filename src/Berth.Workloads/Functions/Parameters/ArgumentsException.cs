namespace Berth.Workloads.Functions.Parameters;

/// <summary>A request whose arguments are not right; it says all that is wrong.</summary>
internal sealed class ArgumentsException(IReadOnlyList<ArgumentError> errors) : Exception(string.Join(" | ", errors.Select(error => error.Sentence)))
{
    /// <summary>Everything, in the order of the request.</summary>
    internal IReadOnlyList<ArgumentError> Errors { get; } = errors;
}
