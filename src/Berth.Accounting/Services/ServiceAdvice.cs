namespace Berth.Accounting.Services;

/// <summary>Which scaling policy to take, of those that were compared for one service of one variant.</summary>
public static class ServiceAdvice
{
    /// <summary>
    /// Of those that meet the objective in every repetition the one that reserves the fewest core-seconds; one that always had the most replicas only
    /// when no other meets it. When none does, the one with the lowest 99th percentile. Never one that knows the future. Null without an objective.
    /// </summary>
    public static ServiceSummary? Best(IReadOnlyList<ServiceSummary> policies)
    {
        var judged = policies.Where(policy => policy is { Clairvoyant: false, Met: not null }).ToList();
        return judged.Where(policy => policy.Met == true).OrderBy(policy => policy.AtMost).ThenBy(policy => policy.CoreSeconds.Mean).FirstOrDefault()
            ?? judged.OrderBy(P99).ThenBy(policy => policy.RefusedOrLost.Mean).ThenBy(policy => policy.CoreSeconds.Mean).FirstOrDefault();
    }

    /// <summary>
    /// Those with a finite 99th percentile that no other one beats: none is at least as low in both it and core-seconds, and lower in one.
    /// One that knows the future neither beats nor is among them.
    /// </summary>
    public static IReadOnlyList<ServiceSummary> Front(IReadOnlyList<ServiceSummary> policies)
    {
        var real = policies.Where(policy => !policy.Clairvoyant && policy.P99Seconds.Mean is not null).ToList();
        return [.. real.Where(policy => !real.Any(other => Beats(other, policy)))];
    }

    private static bool Beats(ServiceSummary one, ServiceSummary other) =>
        P99(one) <= P99(other) && one.CoreSeconds.Mean <= other.CoreSeconds.Mean && (P99(one) < P99(other) || one.CoreSeconds.Mean < other.CoreSeconds.Mean);

    private static double P99(ServiceSummary policy) => policy.P99Seconds.Mean ?? double.PositiveInfinity;
}
