namespace Berth.Reports.Document;

/// <summary>What was sampled during one repetition of one placement.</summary>
/// <param name="Variant">Label of the variant.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="Repetition">Number of the repetition, from 1.</param>
/// <param name="TimesS">Moments of the samples, seconds since the start of the repetition.</param>
/// <param name="Lines">What was sampled at them.</param>
public sealed record ReportTimeSeries(
    string Variant,
    string Placement,
    int Repetition,
    IReadOnlyList<double> TimesS,
    IReadOnlyList<ReportLine> Lines);
