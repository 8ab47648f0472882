using Berth.Model;
using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Tests.Serving;

[Collection("node processes")]
public sealed class HttpServingTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_item_comes_back_with_moments_in_order_and_mostly_the_right_label()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        var settings = Loopback.Source(port);
        using var source = Loopback.Start(settings);
        var (workerBefore, sourceBefore) = (worker.ProcessorTime, source.ProcessorTime);
        var begin = source.Begin(3);
        var items = source.Items();
        output.WriteLine($"processor time an item: worker {(worker.ProcessorTime - workerBefore).TotalMilliseconds / items.Count:F2} ms, "
            + $"source {(source.ProcessorTime - sourceBefore).TotalMilliseconds / items.Count:F2} ms");
        Timelines.AssertComplete(items);
        Assert.Equal(ArrivalSchedule.Moments(Arrivals.Periodic, 20, settings.Seed, settings.Stream + "/1", begin, begin + 3 * Loopback.Second),
            items.Select(i => i.Scheduled));
        Assert.All(items, i => Assert.InRange(i.Bytes, 19_600, 20_400));
        Assert.All(items, i => Assert.Equal(("endpoint-1", "edge-1"), (i.Source, i.Worker)));
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void When_the_worker_is_killed_the_rest_is_lost_counted_and_the_source_ends_in_time()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var source = Loopback.Start(Loopback.Source(port) with { TimeoutNanoseconds = 2 * Loopback.Second });
        var begin = source.Begin(3);
        MonotonicClock.SleepUntil(begin + 3 * Loopback.Second / 2);
        worker.Kill();
        var items = source.Items();
        Assert.InRange(MonotonicClock.Now - begin, 3 * Loopback.Second - Loopback.Second / 20, 8 * Loopback.Second);
        Assert.Equal(60, items.Count);
        Assert.All(items.Where(i => i.Scheduled > begin + 2 * Loopback.Second), i => Assert.Equal(ItemOutcome.Failed, i.Outcome));
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Completed);
        Assert.All(items, i => Assert.Equal(i.Outcome == ItemOutcome.Completed, i.Returned > 0));
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void A_worker_that_stands_still_does_not_hold_back_the_arrivals()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var source = Loopback.Start(Loopback.Source(port) with { RatePerSecond = 40, Arrivals = Arrivals.Poisson });
        var begin = source.Begin(3);
        MonotonicClock.SleepUntil(begin + Loopback.Second / 2);
        worker.Signal(NodeProcess.Stop);
        MonotonicClock.SleepUntil(begin + 5 * Loopback.Second / 2);
        worker.Signal(NodeProcess.Continue);
        var items = source.Items();
        Timelines.AssertComplete(items);
        var during = items.Where(i => i.Scheduled > begin + 6 * Loopback.Second / 10 && i.Scheduled < begin + 15 * Loopback.Second / 10).ToArray();
        Assert.NotEmpty(during);
        Assert.All(during, i => Assert.True(i.Latency > Loopback.Second * 9 / 10));
        Assert.All(during, i => Assert.InRange(i.Sent - i.Scheduled, 0, Loopback.Second * 9 / 10));
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void What_does_not_return_in_time_is_counted_as_timed_out()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var source = Loopback.Start(Loopback.Source(port) with { TimeoutNanoseconds = Loopback.Second / 2 });
        worker.Signal(NodeProcess.Stop);
        var begin = source.Begin(1);
        var items = source.Items();
        Assert.InRange(MonotonicClock.Now - begin, Loopback.Second, 4 * Loopback.Second);
        worker.Signal(NodeProcess.Continue);
        Assert.Equal(20, items.Count);
        Assert.All(items, i => Assert.Equal((ItemOutcome.TimedOut, 0L), (i.Outcome, i.Returned)));
    }

    [Fact]
    public void A_full_queue_refuses_and_the_counts_add_up()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port) with { QueueLimit = 1 });
        using var source = Loopback.Start(Loopback.Source(port) with { RatePerSecond = 400 });
        source.Begin(1);
        var items = source.Items();
        Assert.Equal(400, items.Count);
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Refused);
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Completed);
        Assert.All(items, i => Assert.True(i.Outcome is ItemOutcome.Refused or ItemOutcome.Completed));
    }

    [Fact]
    public void Stop_ends_the_schedule_and_resolves_what_is_on_its_way()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var source = Loopback.Start(Loopback.Source(port));
        var begin = source.Begin(600);
        MonotonicClock.SleepUntil(begin + Loopback.Second / 2);
        worker.Signal(NodeProcess.Stop);
        MonotonicClock.SleepUntil(begin + Loopback.Second);
        source.Tell("stop");
        var stopped = MonotonicClock.Now;
        var items = source.Items();
        Assert.InRange(MonotonicClock.Now - stopped, 0, Loopback.Second);
        worker.Signal(NodeProcess.Continue);
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Completed);
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Failed);
    }

    [Fact]
    public void A_source_without_a_worker_still_runs_and_counts_every_item_as_failed()
    {
        using var source = Loopback.Start(Loopback.Source(Loopback.FreePort()));
        source.Begin(1);
        var items = source.Items();
        Assert.Equal(20, items.Count);
        Assert.All(items, i => Assert.Equal(ItemOutcome.Failed, i.Outcome));
    }

    [Fact]
    public void SIGTERM_ends_both_at_once()
    {
        var port = Loopback.FreePort();
        using var worker = Loopback.Start(Loopback.Worker(port));
        using var source = Loopback.Start(Loopback.Source(port));
        source.Begin(600);
        source.Signal(NodeProcess.Terminate);
        source.ExitCode(seconds: 5);
        worker.Signal(NodeProcess.Terminate);
        worker.ExitCode(seconds: 5);
    }
}
