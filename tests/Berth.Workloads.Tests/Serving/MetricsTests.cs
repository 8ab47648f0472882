using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Tests.Serving;

public sealed class MetricsTests
{
    [Fact]
    public void A_histogram_counts_what_is_at_most_each_bound()
    {
        var histogram = new Histogram(0.1, 0.5);
        foreach (var value in (double[])[0.05, 0.1, 0.11, 0.5, 3])
            histogram.Observe(value);
        var text = new MetricsText();
        text.Describe("x_seconds", "histogram", "How long.");
        histogram.Write(text, "x_seconds", "endpoint=\"/\"");
        Assert.Equal("""
            # HELP x_seconds How long.
            # TYPE x_seconds histogram
            x_seconds_bucket{endpoint="/",le="0.1"} 2
            x_seconds_bucket{endpoint="/",le="0.5"} 4
            x_seconds_bucket{endpoint="/",le="+Inf"} 5
            x_seconds_sum{endpoint="/"} 3.76
            x_seconds_count{endpoint="/"} 5

            """, text.ToString());
    }

    [Fact]
    public void Threads_lose_no_observation()
    {
        var histogram = new Histogram(1);
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 10_000; i++)
                histogram.Observe(0.5);
        });
        var text = new MetricsText();
        histogram.Write(text, "x");
        Assert.Contains("x_sum 40000\nx_count 80000\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_memory_limit_is_at_most_what_the_machine_has()
    {
        var machine = double.Parse(File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
        Assert.InRange(MemoryLimit.Bytes, 1e6, machine);
    }
}
