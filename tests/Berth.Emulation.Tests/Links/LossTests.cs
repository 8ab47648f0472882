using Berth.Emulation.Probes;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.Links;

public sealed class LossTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.05)]
    public void Udp_loses_the_configured_part(double loss)
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(5, 20, loss: loss));
        var result = LossProbe.Measure(world.End(0), world.End(1), 8000, LinkWorld.Milliseconds(5), new DataRate(20e6));
        output.WriteLine($"{loss:P1}: {result.Fraction:P2} [{result.Low:P2}, {result.High:P2}]");
        Assert.InRange(loss, result.Low, result.High);
        // What the receiver missed is what the router says it dropped: nothing was lost anywhere else.
        Assert.Equal(result.Lost, world.Counters(0, 1).DroppedByLoss);
    }

    [Fact]
    public void Segments_of_a_segmentation_unit_are_lost_one_by_one()
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(1, 1000, loss: 0.01));
        ThroughputProbe.Measure(world.End(0), world.End(1), new(1), LinkWorld.Milliseconds(2), new DataRate(1e9));
        var counters = world.Counters(0, 1);
        output.WriteLine($"{counters}");
        var (n, lost) = ((double)counters.Packets, (double)counters.DroppedByLoss);
        Assert.InRange(lost / n, 0.01 - 4 * Math.Sqrt(0.01 / n), 0.01 + 4 * Math.Sqrt(0.01 / n));
    }
}
