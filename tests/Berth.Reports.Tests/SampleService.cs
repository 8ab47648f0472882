using Berth.Accounting.Services;
using Berth.Accounting.Statistics;

namespace Berth.Reports.Tests;

/// <summary>A service as a fluid, second by second: what comes minus what the ready replicas take waits. Enough to draw, and nothing to learn from.</summary>
/// <param name="startSeconds">From a decision until a replica takes requests.</param>
/// <param name="repetition">Number of the repetition; it changes the load a little.</param>
internal sealed class SampleService(int startSeconds, int repetition)
{
    public const int Seconds = 600, Most = 12;

    private const double PerReplica = 12, MeanSeconds = 1 / PerReplica, RoomInQueue = 400, IdleWatts = 40, WattsPerCore = 9;

    /// <summary>Requests a second: a jump in two steps at half of the time, and a slow fall.</summary>
    public double Rate(int second) => second < 0 ? Rate(0) : Wave(second) * (second < 300 ? 22 : second < 330 ? 40 : second < 430 ? 84 : 84 - 0.33 * (second - 430));

    private double Wave(int second) => 1 + 0.07 * Math.Sin(second / 9.0 + repetition) + 0.04 * Math.Sin(second / 3.1 + 2 * repetition);

    /// <summary>Runs a policy that is asked every so many seconds for its replicas and its reason.</summary>
    public ServiceOutcome Run(string name, int period, Func<SampleView, (int Replicas, string Reason)> policy, double standbyCores = 0, bool priced = true)
    {
        var (desired, ready, queued) = (name == "fixed" ? Most : 3, 0, 0.0);
        var asked = Enumerable.Repeat(desired, Seconds + startSeconds + 1).ToArray();
        var (series, steps, latencies) = (new List<ServiceInterval>(), new List<ScalingStep>(), new List<(double Latency, double Weight)>());
        var (reserved, refused, busySum) = (0.0, 0.0, 0.0);
        for (var second = 0; second < Seconds; second++)
        {
            ready = Math.Min(second == 0 ? desired : asked[Math.Max(0, second - startSeconds)], desired);
            var rate = Rate(second);
            var served = Math.Min(queued + rate, ready * PerReplica);
            var late = Math.Max(0, queued + rate - served - RoomInQueue);
            queued = Math.Max(0, queued + rate - served - late);
            var busy = Math.Min(0.985, served / (ready * PerReplica));
            var wait = queued / (ready * PerReplica) + MeanSeconds * 0.35 * busy / (1 - busy) / ready;
            var p99 = wait + MeanSeconds * (1.5 + busy);
            latencies.AddRange([(wait + 0.6 * MeanSeconds, rate * 0.5), (wait + 1.1 * MeanSeconds, rate * 0.4), (p99, rate * 0.1)]);
            (reserved, refused, busySum) = (reserved + desired + standbyCores, refused + late, busySum + busy);
            series.Add(new(second + 1, rate, queued, ready, desired, desired + standbyCores, 100 * busy, served > 0 ? p99 : null, (long)late));
            if ((second + 1) % period == 0)
            {
                var view = new SampleView(second, desired, ready, queued, busy, rate, Rate(second + startSeconds + period), desired + busy);
                var (wanted, reason) = policy(view);
                wanted = Math.Clamp(wanted, 1, Most);
                if (wanted != desired)
                    steps.Add(new(second + 1, desired, wanted, reason, new Dictionary<string, double> { ["requests a second"] = Math.Round(rate, 2), ["waiting"] = Math.Round(queued, 1), ["busy %"] = Math.Round(100 * busy, 1) }));
                desired = wanted;
            }
            Array.Fill(asked, desired, second + 1, asked.Length - second - 1);
        }
        return Outcome(name, series, steps, latencies, (long)refused, reserved, standbyCores * Seconds, priced ? IdleWatts * Seconds + WattsPerCore * reserved : null);
    }

    private ServiceOutcome Outcome(
        string name, List<ServiceInterval> series, List<ScalingStep> steps, List<(double Latency, double Weight)> latencies, long refused, double reserved, double standby, double? joules)
    {
        var requests = (long)Math.Ceiling(latencies.Sum(each => each.Weight));
        var ascending = latencies.OrderBy(each => each.Latency).ToList();
        var cdf = new List<CdfPoint>();
        var below = 0.0;
        foreach (var (latency, weight) in ascending)
            cdf.Add(new(latency, (below += weight * (requests - refused) / requests) / requests));
        double? Percentile(double part) => cdf.Where(point => point.Fraction >= part).Select(point => (double?)point.Value).FirstOrDefault();
        return new(
            "inference", name, repetition, Seconds, requests, requests - refused, refused, 0, ascending.Average(each => each.Latency), Percentile(0.5), Percentile(0.95), Percentile(0.99),
            Math.Min(1, cdf.LastOrDefault(point => point.Value <= 0.5).Fraction), reserved, standby, steps.Count, joules, joules * 313.4 / 3.6e6, null, [.. cdf.Where((_, index) => index % 9 == 0 || index > cdf.Count - 40)], series, steps);
    }
}

/// <summary>What the policies of the sample see.</summary>
internal sealed record SampleView(int Second, int Desired, int Ready, double Queued, double Busy, double Rate, double RateToCome, double Load);
