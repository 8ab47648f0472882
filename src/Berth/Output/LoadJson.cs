using Berth.Serving.Load;

namespace Berth.Output;

/// <summary><c>berth load --json</c>.</summary>
internal sealed record LoadJson(
    int ExitCode, bool Interrupted, double Seconds, int Processes,
    int Requests, int Completed, int Refused, int Failed, int TimedOut, int Abandoned,
    double RequestsPerSecond, double CompletedPerSecond,
    double? LatencyP50Ms, double? LatencyP95Ms, double? LatencyP99Ms,
    double? CompletedP50Ms, double? CompletedP95Ms, double? CompletedP99Ms, double? CompletedMaxMs, double? CompletedMeanMs,
    double? LatenessP50Ms, double? LatenessP99Ms, double? LatenessMaxMs, int SentLate, bool KeptUp,
    double? CorrectPercent, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> FailureReasons)
{
    internal static LoadJson Of(LoadFigures figures, LoadResult result, int exitCode) => new(
        exitCode, result.Interrupted, figures.Seconds, result.Processes,
        figures.Requests, figures.Completed, figures.Refused, figures.Failed, figures.TimedOut, figures.Abandoned,
        figures.PerSecond(figures.Requests), figures.PerSecond(figures.Completed),
        Ms(figures.Latency(50)), Ms(figures.Latency(95)), Ms(figures.Latency(99)),
        Ms(figures.CompletedLatency(50)), Ms(figures.CompletedLatency(95)), Ms(figures.CompletedLatency(99)), Ms(figures.CompletedLatency(100)), Ms(figures.MeanLatency),
        Ms(figures.Lateness(50)), Ms(figures.Lateness(99)), Ms(figures.Lateness(100)), figures.SentLate, figures.KeptUp,
        figures.Correct * 100, figures.Statuses, result.Reasons);

    private static double? Ms(double? seconds) => seconds is { } finite && double.IsFinite(finite) ? finite * 1e3 : null;
}
