using Berth.Model.Services;

namespace Berth.Policies.Tests.Scaling.Elastic;

public sealed class LeverUseTests
{
    private static ServiceLevers Carbon(int most) => Asked.Standby with { Carbon = new(new(400), most) };

    [Theory]
    [InlineData(null, 4)]
    [InlineData(400.0, 4)]
    [InlineData(401.0, 2)]
    public void A_dirty_grid_bounds_the_replicas(double? grams, int most)
    {
        var view = Asked.View(Carbon(2));
        var decision = Asked.Steady(view, 30).Ask(view, 20, grams);
        Assert.InRange(decision.Replicas, grams > 400 ? 2 : most, grams > 400 ? 2 : 6);
        Assert.Equal(grams > 400, decision.Reason.Contains("would be right, but the grid has 401 g/kWh, more than 400", StringComparison.Ordinal));
    }

    [Fact]
    public void The_cap_is_no_trigger_and_never_below_the_least()
    {
        var calm = Asked.View(Carbon(5));
        Assert.Equal(1, Asked.Steady(calm, 2).Ask(calm, grams: 900).Replicas);
        var busy = Asked.View(Carbon(1), least: 3);
        Assert.Equal(3, Asked.Steady(busy, 50).Ask(busy, 50, 900).Replicas);
    }

    [Fact]
    public void Ready_replicas_get_cores_in_place_of_others_that_would_have_to_start()
    {
        var view = Asked.View(ServiceLevers.None with { Resize = new(new(4)) });
        var policy = Asked.Steady(view, 5);
        Assert.Equal(1, view.Desired);
        var decision = policy.Ask(view, 10);
        Assert.Equal(1, decision.Replicas);
        Assert.InRange(decision.Cores, 2, 4);
        Assert.Contains("the 1 that are ready have ", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Replicas_start_where_cores_do_not_come()
    {
        var view = Asked.View(ServiceLevers.None with { Resize = new(new(6)) });
        var policy = Asked.Steady(view, 5);
        policy.Ask(view, 60);
        // The world gave none: the replica still has one core.
        Assert.True(policy.Ask(view, 60).Replicas > 1);
    }

    [Fact]
    public void The_smaller_model_answers_from_one_in_five_late_until_five_calm_seconds()
    {
        var view = Asked.View(Asked.Standby with { Variant = new(new(0.3), null) });
        var policy = Asked.Steady(view, 4);
        Assert.False(policy.Ask(view).Small);
        Assert.True(policy.Ask(view, 40).Small);
        view.Now += 4 * Services.Second;
        Assert.True(policy.Ask(view).Small);
        view.Now += 2 * Services.Second;
        Assert.False(policy.Ask(view).Small);
    }

    [Fact]
    public void What_may_wait_is_the_objective_less_the_service_and_more_while_replicas_are_about_to_be_ready()
    {
        var view = Asked.View(Asked.Standby with { Admission = true });
        var policy = Asked.Steady(view, 12);
        Asked.Ready(view, 2);
        Assert.Equal(0.4, policy.Ask(view).AdmitSeconds, 9);
        Asked.Ready(view, 2, starting: 1);
        Assert.Equal(0.4, policy.Ask(view).AdmitSeconds, 9);
        view.Now += (long)(9.7 * Services.Second);
        Assert.Equal(0.6, policy.Ask(view).AdmitSeconds, 9);
        Asked.Ready(view, 0);
        Assert.Equal(double.PositiveInfinity, policy.Ask(view).AdmitSeconds);
    }
}
