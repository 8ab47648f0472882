using Berth.Emulation.Links;
using Berth.Emulation.Posix;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.Links;

public sealed class QueueTests
{
    [Fact]
    public void A_burst_beyond_the_limit_is_dropped_from_the_tail_and_every_packet_is_accounted_for()
    {
        var settings = new LinkSettings { Rate = new DataRate(1e6), QueueBytes = 15_000 };
        using var world = LinkWorld.Pair(settings);
        var (_, received) = PacketStream.Run(world.End(0), world.End(1), 50, 1472, MonotonicClock.Now, 0, 250_000_000);
        var counters = world.Counters(0, 1);
        // Ten packets of 1500 bytes fill the queue (an eleventh while the burst lasts more than 12 ms).
        Assert.InRange(received.Count(time => time > 0), 10, 12);
        Assert.NotEqual(0, received[0]);
        Assert.Equal(0, received[^1]);
        Assert.Equal(50, counters.Packets);
        Assert.Equal(50 * 1500, counters.Bytes);
        Assert.Equal(50, counters.Delivered + counters.DroppedByQueue);
        Assert.Equal(0, counters.InFlight);
    }

    [Fact]
    public void Nodes_without_a_link_do_not_reach_each_other_and_neighbours_do_at_once()
    {
        using (var strangers = new LinkWorld(2, []))
        {
            var (_, received) = PacketStream.Run(strangers.End(0), strangers.End(1), 5, 64, MonotonicClock.Now, 0, 30_000_000);
            Assert.All(received, time => Assert.Equal(0, time));
            Assert.Equal(5, strangers.Router.ReadStatistics().Unlinked);
        }
        using var machine = new Disturbance();
        using var neighbours = new LinkWorld(2, [], site: "edge");
        var (sent, arrived) = PacketStream.Run(neighbours.End(0), neighbours.End(1), 50, 64, MonotonicClock.Now, 1_000_000, 30_000_000);
        machine.Judge(() => Assert.InRange(sent.Zip(arrived, (from, to) => to - from).Order().ElementAt(25), 1, 500_000));
    }
}
