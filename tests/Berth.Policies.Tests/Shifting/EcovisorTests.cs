using Berth.Policies.Shifting;
using static Berth.Policies.Tests.Shifting.Plans;

namespace Berth.Policies.Tests.Shifting;

public sealed class EcovisorTests
{
    private static readonly IShiftingPolicy Policy = ShiftingPolicies.Get("ecovisor");
    private static readonly Model.Jobs.ScalingProfile Four = Profile((1, 10), (1.9, 20), (2.7, 30), (3.4, 40));

    [Theory]
    [InlineData(0, 200, 2)]
    [InlineData(1, 100, 4)]
    [InlineData(1, 140, 2)]
    [InlineData(1, 133, 3)]
    [InlineData(1, 209, 2)]
    [InlineData(1, 211, 1)]
    [InlineData(1, 900, 1)]
    public void It_keeps_the_rate_of_its_first_slot(int hour, double intensity, int servers)
    {
        double[] intensities = hour == 0 ? [intensity] : [200, intensity];
        var schedule = Policy.Plan(Request(20, double.PositiveInfinity, intensities, profile: Four, now: hour + 0.5) with { Submitted = 0 });
        Assert.Equal([new((long)((hour + 0.5) * Hour), (hour + 1) * Hour, servers)], schedule.Segments);
    }

    [Fact]
    public void Within_the_tolerance_servers_that_were_added_stay()
    {
        var request = Request(20, double.PositiveInfinity, [200, 100, 104, 106], profile: Four, now: 2) with { Submitted = 0 };
        Assert.Equal(4, Policy.Plan(request).Segments[0].Servers);
        Assert.Equal(3, Policy.Plan(request with { Now = 3 * Hour }).Segments[0].Servers);
    }

    [Fact]
    public void It_runs_faster_when_its_pace_would_miss_the_deadline()
    {
        var request = Request(5, 4, [100, 900, 900, 900], profile: Four, now: 0);
        var (remaining, hours) = (request.Remaining, new List<int>());
        for (var hour = 0; remaining > 1e-6; hour++)
        {
            var segment = Policy.Plan(request with { Now = hour * Hour, Remaining = remaining, Submitted = 0 }).Segments.Single();
            hours.Add(segment.Servers);
            var seconds = segment.End == long.MaxValue ? remaining / Four.Speedup(segment.Servers) : 3600;
            remaining -= Four.Speedup(segment.Servers) * seconds;
            Assert.True(hour + seconds / 3600 <= 4 + 1e-9);
        }
        Assert.Equal(1, hours[1]);
    }

    [Fact]
    public void A_rigid_job_starts_at_once() => Assert.Equal([new(0, long.MaxValue, 1)], Policy.Plan(Request(5, 9, [100, 50])).Segments);
}
