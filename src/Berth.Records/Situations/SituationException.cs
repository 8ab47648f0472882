namespace Berth.Records.Situations;

/// <summary>A document is no situation.</summary>
/// <param name="errors">Every mistake, with its JSON path.</param>
public sealed class SituationException(IReadOnlyList<string> errors) : FormatException(string.Join('\n', errors))
{
    /// <summary>Every mistake, with its JSON path.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
