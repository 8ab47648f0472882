using Berth.Emulation.Processor;
using Berth.Model;

namespace Berth.Emulation.Tests.Processor;

public sealed class SlotPlanTests
{
    [Fact]
    public void Every_lane_gets_its_speed_and_no_core_is_promised_twice()
    {
        var random = new RandomStream(5, "plans");
        for (var round = 0; round < 500; round++)
        {
            var cores = 1 + random.NextInt(4);
            var demands = Enumerable.Range(0, 1 + random.NextInt(8))
                .Select(node => new LaneDemand($"n{node}", random.NextInt(3) == 0 ? 0.5 : 1 + random.NextInt(5), 0.05 + 0.9 * random.NextDouble())).ToList();
            var dilation = SlotPlan.LeastDilation(demands, cores);
            var plan = SlotPlan.Make([.. demands.Select(demand => demand with { Speed = demand.Speed / dilation })], cores);
            foreach (var (lane, index) in plan.Lanes.Select((lane, index) => (lane, index)))
                Assert.Equal(lane.Speed, plan.Slots.Where(slot => slot.Lane == index).Sum(slot => slot.Length), 9);
            foreach (var demand in demands)
                Assert.Equal(
                    demand.Cores * demand.Speed / dilation,
                    plan.Lanes.Where(lane => lane.Node == demand.Node).Sum(lane => lane.Speed * lane.Cores.Count),
                    9);
            for (var core = 0; core < cores; core++)
            {
                var until = 0.0;
                foreach (var slot in plan.Slots.Where(slot => plan.Lanes[slot.Lane].Cores.Contains(core)))
                {
                    Assert.True(slot.Begin >= until - 1e-9);
                    until = slot.Begin + slot.Length;
                }
                Assert.True(until <= 1 + 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(1, 0.5, 2, 1)]
    [InlineData(2, 0.9, 2, 1)]
    [InlineData(2, 1.0, 2, 1.15)]
    [InlineData(4, 1.0, 2, 2.25)]
    public void Dilation_is_the_least_that_fits(double cores, double speed, int real, double expected) =>
        Assert.Equal(expected, SlotPlan.LeastDilation([new("node", cores, speed)], real), 9);

    [Fact]
    public void More_than_the_machine_has_is_refused() =>
        Assert.Throws<ArgumentException>(() => SlotPlan.Make([new("node", 2, 1)], 1));
}
