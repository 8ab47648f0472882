using System.Diagnostics;
using Berth.Emulation.Posix;
using Berth.Emulation.Probes;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.Links;

/// <summary>The promise: within 1 % up to 100 Mbit/s and 3 % at 1 Gbit/s; a message's time is first-order within 3 %.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    // Others of a shared machine can only take from the rate: the promise must hold in one of these repetitions.
    private const int Repetitions = 5;

    [Theory]
    [InlineData(5, 80, false, 0.01)]
    [InlineData(7.21, 45, false, 0.01)]
    [InlineData(29.66, 7.5, false, 0.01)]
    [InlineData(100, 2, false, 0.01)]
    [InlineData(100, 45, false, 0.01)]
    [InlineData(1000, 2, false, 0.03)]
    [InlineData(100, 2, true, 0.01)]
    [InlineData(1000, 2, true, 0.03)]
    public void Tcp_carries_the_configured_rate(double megabits, double latency, bool busy, double tolerance)
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(latency, megabits));
        using var machine = new Disturbance();
        using var load = busy ? new BusyLoops() : null;
        using var router = Process.GetProcessById(world.Router.ProcessId);
        var (start, used) = (MonotonicClock.Now, router.TotalProcessorTime);
        var rate = new DataRate(megabits * 1e6);
        var error = double.PositiveInfinity;
        for (var i = 0; i < Repetitions && Math.Abs(error) > tolerance; i++)
        {
            var result = ThroughputProbe.Measure(world.End(0), world.End(1), new(2), LinkWorld.Milliseconds(2 * latency), rate);
            error = result.Rate.BitsPerSecond / rate.BitsPerSecond - 1;
            output.WriteLine($"{rate}: goodput {result.Goodput}, means {result.Rate} ({error:P2})");
        }
        router.Refresh();
        output.WriteLine($"router: {(router.TotalProcessorTime - used).TotalSeconds / ((MonotonicClock.Now - start) / 1e9):P1} of a core");
        output.WriteLine($"{world.Router.ReadStatistics() with { Links = [] }} {world.Counters(0, 1)}");
        machine.Judge(() => Assert.InRange(Math.Abs(error), 0, tolerance));
    }

    [Fact]
    public void An_ideal_link_carries_gigabits()
    {
        using var world = LinkWorld.Pair(new());
        var result = ThroughputProbe.Measure(world.End(0), world.End(1), new(1), new(0.001), null);
        output.WriteLine($"{result.Goodput}; {world.Counters(0, 1)}");
        Assert.InRange(result.Goodput.BitsPerSecond, 1.5e9, 1e12);
    }

    [Fact]
    public void A_68_kB_message_takes_the_first_order_time()
    {
        var (rate, latency) = (new DataRate(7.21e6), LinkWorld.Milliseconds(45));
        using var world = LinkWorld.Pair(LinkWorld.Link(45, 7.21));
        var result = TransferProbe.Measure(world.End(0), world.End(1), 68_000, 15, new(5));
        var expected = TransferResult.FirstOrder(68_000, rate, latency).Seconds;
        output.WriteLine($"median {result.Median}, first order {expected * 1e3:0.00} ms, with headers {TransferResult.WithHeaders(68_000, rate, latency)}; "
            + string.Join(' ', result.Times.Select(time => $"{time.Seconds * 1e3:0.00}")));
        Assert.InRange(result.Median.Seconds, expected * 0.97, expected * 1.03);
    }
}
