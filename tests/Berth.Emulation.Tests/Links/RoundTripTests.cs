using Berth.Emulation.Probes;

namespace Berth.Emulation.Tests.Links;

/// <summary>The promise: the median within 0.5 ms or 2 %, the 99th percentile within 1 ms of it, with every core busy too.</summary>
public sealed class RoundTripTests(ITestOutputHelper output)
{
    // The machine is shared: others stall even real-time threads for milliseconds, a minute long. The promise must hold in one of these repetitions.
    private const int Repetitions = 6;

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(7.5, false)]
    [InlineData(45, false)]
    [InlineData(0.5, true)]
    [InlineData(7.5, true)]
    [InlineData(45, true)]
    public void Round_trip_is_twice_the_latency(double latency, bool busy)
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(latency, 100));
        using var machine = new Disturbance();
        using var load = busy ? new BusyLoops() : null;
        var kept = false;
        for (var i = 0; i < Repetitions && !kept; i++)
        {
            var result = RoundTripProbe.Measure(world.End(0), world.End(1), 400, LinkWorld.Milliseconds(5), LinkWorld.Milliseconds(1000));
            var (median, p99) = (result.Median.Seconds * 1000, result.P99.Seconds * 1000);
            output.WriteLine($"{2 * latency} ms busy={busy}: p50 {median:0.000} p99 {p99:0.000} min {result.Min.Seconds * 1e3:0.000} max {result.Max.Seconds * 1e3:0.000} lost {result.Lost}");
            kept = Math.Abs(median - 2 * latency) < Math.Max(0.5, 0.02 * 2 * latency) && p99 - median < 1 && result.Lost == 0;
        }
        output.WriteLine($"{world.Router.ReadStatistics() with { Links = [] }} {world.Router.Precedence}");
        machine.Judge(() => Assert.True(kept));
    }
}
