namespace Berth.Records.Formats.Jobs;

/// <summary>What a reader of traces left out, by reason; complete when its jobs have been read to the end.</summary>
public sealed class TraceNotes
{
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);

    /// <summary>Lines that gave no job, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _skipped;

    internal void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
}
