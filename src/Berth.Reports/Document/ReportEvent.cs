namespace Berth.Reports.Document;

/// <summary>Something that happened during a repetition, or, where the last three are null, during the whole run.</summary>
/// <param name="AtS">Seconds since the start of the repetition, or of the run.</param>
/// <param name="Kind">One word: <c>link</c>, <c>worker</c>, <c>loss</c>, <c>broker</c>.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="Repetition">Number of the repetition, from 1.</param>
public sealed record ReportEvent(double AtS, string Kind, string Text, string? Variant, string? Placement, int? Repetition);
