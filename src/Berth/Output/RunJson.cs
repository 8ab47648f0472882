using Berth.Reports.Document;

namespace Berth.Output;

/// <summary><c>berth run --json</c>, <c>simulate</c>, <c>compare</c>, <c>report</c> and <c>summary.json</c>.</summary>
internal sealed record RunJson(
    string Experiment,
    string Answer,
    int ExitCode,
    bool Interrupted,
    string RunFolder,
    string Report,
    double Dilation,
    int ChecksTotal,
    int ChecksFailed,
    IReadOnlyList<string> Failures,
    IReadOnlyList<ResultJson> Results,
    IReadOnlyList<JobRowJson> Jobs,
    IReadOnlyList<string> Unschedulable,
    IReadOnlyList<ReportBound> Bounds,
    IReadOnlyList<ReportWorlds> Worlds,
    IReadOnlyList<ServiceJson> Services,
    IReadOnlyList<ReportServiceWorlds> ServiceWorlds,
    IReadOnlyList<ReportJobWorlds> JobWorlds,
    IReadOnlyList<ProfileJson> Profiles,
    LearnJson? Model = null);

/// <summary>One row of the result table.</summary>
internal sealed record ResultJson(
    string Variant,
    string Workload,
    string Placement,
    bool Best,
    int Repetitions,
    long Items,
    long Completed,
    long LostTimedOut,
    long LostFailed,
    long LostRefused,
    double? LatencyP50Ms,
    double? LatencyP95Ms,
    double? LatencyP99Ms,
    double? LatencyMeanMs,
    IReadOnlyDictionary<string, double> PartsMeanMs,
    bool? SloMet,
    double? WorkerLoadPercent,
    double? SourceLoadPercent,
    double? EnergyPerItemJ,
    string? EnergyBy,
    double? CarbonPerItemG,
    double? AccuracyPercent)
{
    internal static ResultJson Of(ReportRow row) => new(
        row.Variant,
        row.Workload,
        row.Placement,
        row.Best,
        row.Repetitions,
        row.Items,
        row.Completed,
        row.Lost.TimedOut,
        row.Lost.Failed,
        row.Lost.Refused,
        Finite(row.P50Ms),
        Finite(row.P95Ms),
        Finite(row.P99Ms),
        Finite(row.MeanMs),
        row.Parts.ToDictionary(part => part.Part, part => part.MeanMs),
        row.Slo?.Met,
        row.WorkerLoadPercent,
        row.SourceLoadPercent,
        row.JoulesPerItem,
        row.EnergyBy,
        row.GramsPerItem,
        row.AccuracyPercent);

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
