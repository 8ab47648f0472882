using Berth.Model.Units;
using Berth.Policies.Scaling;
using static Berth.Policies.Tests.Scaling.Services;

namespace Berth.Policies.Tests.Scaling;

public sealed class SimplePoliciesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(59.999, 1)]
    [InlineData(60, 4)]
    [InlineData(119, 4)]
    [InlineData(120, 6)]
    [InlineData(1e6, 2)]
    public void A_schedule_is_followed_from_its_moments_on_within_the_bounds(double now, int replicas)
    {
        var view = View(1, now: now);
        view.Facts = Facts(new(new Duration(120), 9), new(new Duration(60), 4), new(new Duration(500), 2));
        Assert.Equal(replicas, ScalingPolicies.Get("schedule").Decide(view).Replicas);
    }

    [Fact]
    public void A_schedule_says_since_when()
    {
        var view = View(1, now: 130);
        view.Facts = Facts(new Model.Services.ScheduledReplicas(new Duration(120), 9));
        Assert.Equal("9 from 120s on, 6 with the bounds", ScalingPolicies.Get("schedule").Decide(view).Reason);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(3, 3)]
    [InlineData(9, 6)]
    public void A_fixed_number_is_kept_within_the_bounds(double replicas, int wanted) =>
        Assert.Equal(wanted, ScalingPolicies.Get("fixed", new Dictionary<string, double> { ["replicas"] = replicas }).Decide(View(1)).Replicas);

    [Theory]
    [InlineData("fixed")]
    [InlineData("schedule")]
    [InlineData("hpa")]
    [InlineData("hpa-70")]
    [InlineData("hpa-90")]
    [InlineData("keda")]
    [InlineData("queue")]
    public void Every_policy_is_there_by_its_name_and_leaves_a_quiet_service_in_its_bounds(string name)
    {
        var policy = ScalingPolicies.Get(name);
        Assert.Equal(name, policy.Name);
        Assert.True(policy.Period > 0);
        var view = View(2);
        view.Explain = true;
        for (var tick = 0; tick < 100; tick++)
        {
            view.Now = tick * policy.Period;
            var decision = policy.Decide(view);
            Assert.InRange(decision.Replicas, 1, 6);
            Assert.NotEmpty(decision.Reason);
            view.Desired = decision.Replicas;
        }
    }
}
