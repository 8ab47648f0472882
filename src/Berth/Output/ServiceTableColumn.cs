using Berth.Reports.Building;
using Berth.Reports.Document;

namespace Berth.Output;

/// <summary>A column of the table of scaling policies.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">What it says of a row.</param>
/// <param name="Tells">Whether it tells anything about some rows.</param>
internal sealed record ServiceTableColumn(string Heading, Func<ReportServiceRow, string> Text, Func<IReadOnlyList<ReportServiceRow>, bool> Tells)
{
    internal const string Policy = "policy", InTime = "in time %";

    private const string P50 = "p50 ms", P95 = "p95 ms", VersusFirst = "vs first", Standby = "standby %", Cost = "cost", Joules = "J", Changes = "changes";

    /// <summary>Columns that a narrow terminal does without, in this order.</summary>
    internal static readonly IReadOnlyList<string> LeastMissedFirst = [Standby, VersusFirst, P50, Cost, Joules, P95, Changes];

    internal static IReadOnlyList<ServiceTableColumn> All(bool intervals) =>
    [
        new(Policy, row => $"{(row.Pareto ? "◆" : " ")} {row.Scaling}{(row.Best ? " ◀" : "")}", _ => true),
        Latency(P50, row => row.P50Ms, false),
        Latency(P95, row => row.P95Ms, false),
        Latency("p99 ms", row => row.P99Ms, intervals),
        Known(InTime, row => row.AttainmentPercent, value => value is { } number ? $"{number:0.00}" : "–"),
        Count("refused", row => row.Refused),
        Count("lost", row => row.Lost),
        Known("cores", row => row.MeanCores),
        new("core-s", row => FigureText.Significant(row.CoreSeconds.Mean) + (intervals ? Half(row.CoreSeconds) : ""), _ => true),
        Known(VersusFirst, row => row.VersusFirst?.CoreSecondsPercent, Percent),
        Known("vs oracle", row => row.VersusOracle?.CoreSecondsPercent, Percent),
        new(Standby, row => FigureText.Significant(row.StandbyPercent.Mean), rows => rows.Any(row => row.StandbyPercent.Mean > 0)),
        Known(Changes, row => row.Changes),
        Known(Joules, row => row.Joules),
        Known("gCO2e", row => row.Grams),
        new(Cost, row => FigureText.Significant(row.Cost.Mean), rows => rows.Any(row => row.Cost.Mean > 0)),
    ];

    private static ServiceTableColumn Latency(string heading, Func<ReportServiceRow, ReportEstimate> of, bool interval) =>
        new(heading, row => FigureText.Significant(of(row).Mean ?? double.PositiveInfinity) + (interval ? Half(of(row)) : ""), _ => true);

    private static ServiceTableColumn Known(string heading, Func<ReportServiceRow, ReportEstimate?> of, Func<double?, string>? text = null) =>
        new(heading, row => (text ?? FigureText.Significant)(of(row)?.Mean), rows => rows.Any(row => of(row)?.Mean is not null));

    private static ServiceTableColumn Count(string heading, Func<ReportServiceRow, long> of) => new(heading, row => $"{of(row)}", rows => rows.Any(row => of(row) > 0));

    private static string Percent(double? value) => value is { } number ? $"{number:+0.0;-0.0;0.0} %" : "";

    private static string Half(ReportEstimate figure) => figure is { Low: { } low, High: { } high } ? $" ± {FigureText.Significant((high - low) / 2)}" : "";
}
