using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

/// <summary>Figures that must come out right, whatever the machine.</summary>
public sealed class MeasurementSpecs(ITestOutputHelper output) : Specs
{
    private const double FirstOrderTolerance = 0.03;

    // p50 of some twenty items each. The promise is 3 %; measured alone on a quiet machine of 2 cores it is kept, see docs.
    private const double DilationTolerance = 0.03;

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_find_the_uplink_time_of_a_message_that_rate_and_latency_give()
    {
        NeedRoot();
        // 68 kB over 7.21 Mbit/s and 45 ms: 68000 × 8 / 7.21e6 s + 45 ms = 120.5 ms.
        const double expected = 120.5e6;
        var median = 0.0;
        // Others may use the machine that runs this test: one of three runs must show it.
        for (var attempt = 0; attempt < 3 && Figures.Off(median, expected) > FirstOrderTolerance; attempt++)
            median = await MedianUplink($"runs-{attempt}");
        Assert.InRange(Figures.Off(median, expected), 0, FirstOrderTolerance);
    }

    private async Task<double> MedianUplink(string runs)
    {
        var file = Write("run.yaml", new ExperimentText { Rate = "4/s", Picture = "68kB", Duration = "5s", Link = "latency: 45ms, rate: 7.21Mbit/s" }.ToString());
        (await Berth("run", file, "--runs", Path.Combine(Folder, runs))).Exits(0);
        using var records = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, runs)));
        var uplinks = records.Figures("received_ns - sent_ns");
        Assert.Equal(20, uplinks.Length);
        output.WriteLine($"uplink p50 {Figures.Median(uplinks) / 1e6:0.00} ms, mean {uplinks.Average() / 1e6:0.00} ms, picture {records.Figures("bytes").Average():0} bytes");
        return Figures.Median(uplinks);
    }

    [Theory(Timeout = 300 * Seconds)]
    [Trait("Speed", "Slow")]
    [InlineData("pictures of 20 kB by HTTP at the edge", "[edge]", "8/s", "20kB", "http")]
    public Task I_get_the_same_figures_at_half_and_at_a_quarter_of_the_speed(string what, string placement, string rate, string picture, string transport) =>
        Dilate(what, placement, rate, picture, transport);

    [Theory(Timeout = 300 * Seconds)]
    [Trait("Speed", "Slow")]
    [InlineData("pictures of 68 kB by HTTP at the edge", "[edge]", "4/s", "68kB", "http")]
    [InlineData("pictures of 20 kB by MQTT at the edge", "[edge]", "8/s", "20kB", "mqtt")]
    [InlineData("pictures of 40 kB on the endpoint itself", "[local]", "3/s", "40kB", "http")]
    public Task I_get_the_same_figures_of_any_workload_at_half_and_at_a_quarter_of_the_speed(string what, string placement, string rate, string picture, string transport) =>
        Dilate(what, placement, rate, picture, transport);

    private async Task Dilate(string what, string placement, string rate, string picture, string transport)
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText
        {
            Placement = placement,
            Rate = rate,
            Picture = picture,
            Duration = "3s",
            Workload = $"transport: {transport}",
            Link = "latency: 20ms, rate: 20Mbit/s",
            Run = "dilation: [1, 2, 4]",
        }.ToString());
        (await Berth("run", file)).Exits(0);
        using var records = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")));
        var figures = Enumerable.Range(1, 3).Select(deployment => $"deployment = {deployment}")
            .Select(where => (Latency: Figures.Median(records.Figures("(returned_ns - scheduled_ns) / 1e6", where)), Processing: Figures.Median(records.Figures("(processed_ns - dequeued_ns) / 1e6", where)))).ToList();
        output.WriteLine($"{what}: p50 {string.Join(", ", figures.Select(figure => $"{figure.Latency:0.00}"))} ms; processing {string.Join(", ", figures.Select(figure => $"{figure.Processing:0.00}"))} ms at 1, 1/2, 1/4 of the speed");
        Assert.All(figures, figure => Assert.InRange(Figures.Off(figure.Latency, figures[0].Latency), 0, DilationTolerance));
        Assert.All(figures, figure => Assert.InRange(Figures.Off(figure.Processing, figures[0].Processing), 0, DilationTolerance));
    }
}
