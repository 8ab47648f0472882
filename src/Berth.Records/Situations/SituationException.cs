namespace Berth.Records.Situations;

/// <summary>A document is no situation.</summary>
/// <param name="errors">Every mistake, with its JSON path.</param>
/// <param name="located">The same with their lines and columns; null where they have none.</param>
public sealed class SituationException(IReadOnlyList<string> errors, IReadOnlyList<string>? located = null) : FormatException(string.Join('\n', located ?? errors))
{
    /// <summary>Every mistake, with its JSON path.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
