using Berth.Model;
using Berth.Policies.Shifting;
using static Berth.Policies.Tests.Shifting.Plans;

namespace Berth.Policies.Tests.Shifting;

public sealed class WaitAwhileTests
{
    private static readonly IShiftingPolicy Policy = ShiftingPolicies.Get("wait-awhile");

    [Fact]
    public void It_runs_in_the_greenest_slots_and_is_suspended_in_between()
    {
        var schedule = Policy.Plan(Request(2.5, 6, [300, 100, 400, 150, 200, 500]));
        Assert.Equal([new(Hour, 2 * Hour, 1), new(3 * Hour, long.MaxValue, 1)], schedule.Segments);
        Assert.Equal("runs in 3 of 6 slots before it is due in 6 h, in 2 pieces: 140 g/kWh in the mean, 240 g/kWh if it ran now", schedule.Reason);
    }

    [Fact]
    public void The_slot_that_is_needed_in_part_joins_its_neighbour()
    {
        var schedule = Policy.Plan(Request(1.5, 4, [300, 200, 100, 300]));
        Assert.Equal([new(Hour + Hour / 2, long.MaxValue, 1)], schedule.Segments);
    }

    [Fact]
    public void A_job_that_may_not_be_suspended_gets_its_lowest_window()
    {
        var request = Request(2, 6, [300, 100, 400, 150, 200, 500], interruptible: false);
        var schedule = Policy.Plan(request);
        Assert.Equal(ShiftingPolicies.Get("lowest-window").Plan(request).Segments, schedule.Segments);
        Assert.EndsWith("it may not be suspended", schedule.Reason);
    }

    [Fact]
    public void It_equals_the_optimum_over_all_choices_of_quarters_of_an_hour()
    {
        var random = new RandomStream(5, "wait");
        for (var round = 0; round < 300; round++)
        {
            var intensities = Intensities(random, 6);
            var (now, length) = (random.NextInt(4) / 4.0, (1 + random.NextInt(10)) / 4.0);
            var quarters = (int)(length * 4) + random.NextInt(6);
            var request = Request(length, now + quarters / 4.0, intensities, now: now);
            var costs = Enumerable.Range(0, quarters).Select(quarter => intensities[(int)((now * 4 + quarter) / 4)] / 4.0).ToArray();
            var best = double.PositiveInfinity;
            for (var chosen = 0; chosen < 1 << quarters; chosen++)
                if (int.PopCount(chosen) == (int)(length * 4))
                    best = Math.Min(best, Enumerable.Range(0, quarters).Where(quarter => (chosen >> quarter & 1) == 1).Sum(quarter => costs[quarter]));
            var schedule = Policy.Plan(request);
            Assert.Equal(best, Emissions(request, schedule), 1e-6);
            Assert.True(Run(request, schedule)[^1].End <= request.Deadline);
        }
    }
}
