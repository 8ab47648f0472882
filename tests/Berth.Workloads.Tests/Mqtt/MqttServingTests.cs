using Berth.Model;
using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests.Mqtt;

[Collection("node processes")]
public sealed class MqttServingTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_item_comes_back_through_the_broker()
    {
        using var broker = new Broker();
        using var worker = Loopback.Start(Loopback.Worker(broker.Port, Transport.Mqtt));
        using var source = Loopback.Start(Loopback.Source(broker.Port, Transport.Mqtt));
        var (workerBefore, sourceBefore) = (worker.ProcessorTime, source.ProcessorTime);
        source.Begin(3);
        var items = source.Items();
        output.WriteLine($"processor time an item: worker {(worker.ProcessorTime - workerBefore).TotalMilliseconds / items.Count:F2} ms, "
            + $"source {(source.ProcessorTime - sourceBefore).TotalMilliseconds / items.Count:F2} ms");
        Assert.Equal(60, items.Count);
        Timelines.AssertComplete(items);
    }

    [Fact]
    public void Two_sources_of_one_worker_get_their_own_results()
    {
        using var broker = new Broker();
        using var worker = Loopback.Start(Loopback.Worker(broker.Port, Transport.Mqtt));
        using var first = Loopback.Start(Loopback.Source(broker.Port, Transport.Mqtt));
        using var second = Loopback.Start(Loopback.Source(broker.Port, Transport.Mqtt) with { Node = "endpoint-2" });
        first.Begin(1);
        second.Begin(1);
        Timelines.AssertComplete(first.Items());
        Timelines.AssertComplete(second.Items());
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void A_broker_that_dies_loses_items_which_are_counted_and_one_that_comes_back_is_used_again()
    {
        using var broker = new Broker();
        using var worker = Loopback.Start(Loopback.Worker(broker.Port, Transport.Mqtt));
        using var source = Loopback.Start(Loopback.Source(broker.Port, Transport.Mqtt) with { TimeoutNanoseconds = 2 * Loopback.Second });
        var begin = source.Begin(10);
        MonotonicClock.SleepUntil(begin + 2 * Loopback.Second);
        broker.Kill();
        MonotonicClock.SleepUntil(begin + 4 * Loopback.Second);
        broker.Restart();
        var items = source.Items();
        Assert.Equal(200, items.Count);
        Assert.InRange(MonotonicClock.Now - begin, 9 * Loopback.Second, 16 * Loopback.Second);
        Assert.All(items.Where(i => i.Scheduled > begin + 5 * Loopback.Second / 2 && i.Scheduled < begin + 4 * Loopback.Second),
            i => Assert.Equal(ItemOutcome.Failed, i.Outcome));
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Completed && i.Scheduled < begin + 2 * Loopback.Second);
        Assert.Contains(items, i => i.Outcome == ItemOutcome.Completed && i.Scheduled > begin + 5 * Loopback.Second);
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void A_worker_that_dies_leaves_items_that_time_out()
    {
        using var broker = new Broker();
        using var worker = Loopback.Start(Loopback.Worker(broker.Port, Transport.Mqtt));
        using var source = Loopback.Start(Loopback.Source(broker.Port, Transport.Mqtt) with { TimeoutNanoseconds = Loopback.Second });
        worker.Kill();
        var begin = source.Begin(1);
        var items = source.Items();
        Assert.InRange(MonotonicClock.Now - begin, Loopback.Second, 5 * Loopback.Second);
        Assert.Equal(20, items.Count);
        Assert.All(items, i => Assert.Equal(ItemOutcome.TimedOut, i.Outcome));
    }
}
