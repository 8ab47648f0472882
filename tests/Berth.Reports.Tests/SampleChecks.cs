using Berth.Reports.Document;

namespace Berth.Reports.Tests;

internal static class SampleChecks
{
    /// <summary>Four checks for each of nine nodes and three for each of eight links; the last fails.</summary>
    public static IEnumerable<ReportCheck> Make(long seed)
    {
        var chance = SampleReport.Chance(seed, "checks");
        ReportCheck Check(string subject, string quantity, string unit, double configured, double tolerance, double error, int samples) =>
            new(subject, quantity, unit, configured, configured + error, error, tolerance, Math.Abs(error) <= tolerance, samples);
        double Within(double tolerance) => tolerance * Math.Clamp(0.3 * chance.Normal(), -0.95, 0.95);

        foreach (var node in SampleTimeSeries.Nodes)
        {
            var share = node[0] == 'c' ? 100 : node.StartsWith("ed", StringComparison.Ordinal) ? 75 : 50;
            yield return Check(node, "cpu share", "%", share, 2, Within(2), 10);
            foreach (var burst in new[] { 5, 20, 100 })
            {
                var ideal = burst * 100.0 / share;
                yield return Check(node, $"burst {burst} ms", "ms", ideal, ideal * 0.05, Within(ideal * 0.05), 50);
            }
        }

        for (var number = 0; number < 8; number++)
        {
            var far = number > 3;
            var last = number == 7;
            var link = far ? $"endpoint-{number - 1} → cloud-1" : $"endpoint-{number + 1} → edge-{(number % 2) + 1}";
            yield return Check(link, "rtt p50", "ms", far ? 90 : 15, far ? 1.8 : 0.5, Within(far ? 1.8 : 0.5), 500);
            yield return Check(link, "throughput", "Mbit/s", far ? 6.96 : 28.63, far ? 0.07 : 0.286, Within(0.06), 1);
            yield return Check(link, "loss", "%", far ? 0.1 : 0, far ? 0.06 : 0.001, last ? 0.07 : far ? Within(0.06) : 0, 10_000);
        }
    }
}
