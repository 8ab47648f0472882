using Berth.Model;
using Berth.Policies.Shifting;
using static Berth.Policies.Tests.Shifting.Plans;

namespace Berth.Policies.Tests.Shifting;

public sealed class ShiftingPoliciesTests
{
    [Fact]
    public void Every_policy_has_a_name_a_summary_and_options_with_defaults_in_range()
    {
        Assert.Equal(["now", "lowest-slot", "lowest-window", "wait-awhile", "carbon-scaler", "ecovisor"], ShiftingPolicies.All.Select(policy => policy.Name));
        foreach (var policy in ShiftingPolicies.All)
        {
            Assert.Equal(policy.Name, ShiftingPolicies.Get(policy.Name).Name);
            Assert.All(policy.Options, option => Assert.InRange(option.Default, option.Least, option.Most));
        }
        Assert.Throws<KeyNotFoundException>(() => ShiftingPolicies.Get("tomorrow"));
        Assert.Contains("max-wait", Assert.Throws<ArgumentException>(() => ShiftingPolicies.Get("lowest-slot", new Dictionary<string, double> { ["wait"] = 1 })).Message);
    }

    [Fact]
    public void Plans_hold_the_work_that_remains_in_order_and_in_time()
    {
        var random = new RandomStream(8, "plans");
        string[] names = ["now", "lowest-slot", "lowest-window", "wait-awhile", "carbon-scaler"];
        for (var round = 0; round < 3000; round++)
        {
            var profile = random.NextInt(2) == 0 ? null : Profile((1, 10), (1.8, 20), (2.4, 31));
            var now = random.NextDouble() * 5;
            var length = random.NextDouble() * 10;
            var fastest = length / (profile?.Speedup(3) ?? 1);
            var deadline = random.NextInt(4) == 0 ? double.PositiveInfinity : now + fastest + (random.NextDouble() - 0.1) * 24;
            var request = Request(length, deadline, Intensities(random, 48), random.NextInt(2) == 0, profile, now);
            var dirtiest = 0.0;
            foreach (var name in names)
            {
                var policy = ShiftingPolicies.Get(name);
                var schedule = policy.Plan(request);
                var run = Run(request, schedule);
                Assert.NotEmpty(schedule.Reason);
                if (now + fastest < deadline)
                    Assert.True(run[^1].End <= deadline * Hour + 1000, $"{name} ends late: {schedule.Reason}");
                Assert.Equal(schedule.Segments, policy.Plan(request).Segments);
                var emissions = Emissions(request, schedule);
                if (name == "now")
                    dirtiest = emissions;
                else if (name != "lowest-slot")
                    Assert.True(emissions <= dirtiest * (1 + 1e-9), $"{name} emits {emissions}, now emits {dirtiest}");
            }
        }
    }
}
