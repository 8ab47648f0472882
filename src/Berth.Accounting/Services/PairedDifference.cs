namespace Berth.Accounting.Services;

/// <summary>How far a figure is from that of a reference, mean over repetitions in which both had identical requests.</summary>
/// <param name="Absolute">In the unit of the figure.</param>
/// <param name="Percent">In percent of the reference's.</param>
public readonly record struct PairedDifference(RepeatedFigure Absolute, RepeatedFigure Percent)
{
    /// <summary>Over pairs of one repetition each; an infinite one on either side makes the difference unknown, and a reference of 0 its percentage.</summary>
    public static PairedDifference Of(IReadOnlyList<(double? Value, double? Reference)> pairs) => new(
        RepeatedFigure.Of(pairs.Select(pair => pair.Value - pair.Reference)),
        RepeatedFigure.Of(pairs.Select(pair => pair.Reference == 0 ? null : 100 * (pair.Value / pair.Reference - 1))));
}
