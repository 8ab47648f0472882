using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

/// <summary>Figures that must come out right, whatever the machine.</summary>
public sealed class MeasurementSpecs(ITestOutputHelper output) : Specs
{
    private const double FirstOrderTolerance = 0.03;

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

    [Theory(Timeout = 900 * Seconds)]
    [Trait("Speed", "Slow")]
    [InlineData("pictures of 68 kB by HTTP at the edge", "[edge]", "4/s", "68kB", "http")]
    [InlineData("pictures of 20 kB by MQTT at the edge", "[edge]", "8/s", "20kB", "mqtt")]
    [InlineData("pictures of 40 kB on a neighbour", "[mist]", "3/s", "40kB", "http")]
    public async Task I_get_the_same_figures_at_half_and_at_a_quarter_of_the_speed(string what, string placement, string rate, string picture, string transport)
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText
        {
            Placement = placement,
            Endpoints = placement == "[mist]" ? 2 : 1,
            Rate = rate,
            Picture = picture,
            Duration = "4s",
            // Code that is compiled while items are counted would favour the slow speeds, which give the compiler more time between items.
            Warmup = "4s",
            Workload = $"transport: {transport}, arrivals: poisson",
            Link = "latency: 20ms, rate: 20Mbit/s",
            Within = "latency: 20ms, rate: 20Mbit/s",
            Run = "dilation: [1, 2, 4]",
        }.ToString());
        var speeds = new[] { new Sample(), new Sample(), new Sample() };
        // The speed of a shared machine drifts by more than the tolerance within minutes: the speeds take turns, and all turns count.
        for (var turn = 1; turn <= 8; turn++)
        {
            var runs = Path.Combine(Folder, $"runs-{turn}");
            (await Berth("run", file, "--runs", runs)).Exits(0);
            using var records = new RunRecords(RunRecords.OnlyFolder(runs));
            for (var speed = 0; speed < speeds.Length; speed++)
                speeds[speed].Add(records, $"deployment = {speed + 1}");
            output.WriteLine($"{what}, {turn} turns: p50 {string.Join(", ", speeds.Select(each => $"{each.Latency:0.00}"))} ms; processing {string.Join(", ", speeds.Select(each => $"{each.Processing:0.00}"))} ms at 1, 1/2, 1/4 of the speed");
            if (turn >= 3 && speeds.All(each => Figures.Off(each.Latency, speeds[0].Latency) <= DilationTolerance && Figures.Off(each.Processing, speeds[0].Processing) <= DilationTolerance))
                return;
        }
        Assert.Fail("the figures differ by more than the tolerance");
    }

    private sealed class Sample
    {
        private readonly List<double> _latencies = [], _processing = [];

        internal double Latency => Figures.Median([.. _latencies]);

        internal double Processing => Figures.Median([.. _processing]);

        internal void Add(RunRecords records, string where)
        {
            _latencies.AddRange(records.Figures("(returned_ns - scheduled_ns) / 1e6", where));
            _processing.AddRange(records.Figures("(processed_ns - dequeued_ns) / 1e6", where));
        }
    }
}
