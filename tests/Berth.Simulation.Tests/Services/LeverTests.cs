using Berth.Accounting.Services;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;

namespace Berth.Simulation.Tests.Services;

public sealed class LeverTests
{
    private static readonly ServiceOutcome Without = ElasticJump.Run(ServiceLevers.None);

    [Fact]
    public void More_cores_in_place_bridge_the_start_of_replicas()
    {
        var outcome = ElasticJump.Run(ServiceLevers.None with { Resize = new(new Cpu(6)) }, Setting.Site(1, 6));
        Assert.True(outcome.P99Seconds < 0.5, $"the 99th percentile is {outcome.P99Seconds} s");
        Assert.True(outcome.CoreSeconds < Without.CoreSeconds, $"{outcome.CoreSeconds} core-seconds, {Without.CoreSeconds} without the lever");
    }

    [Fact]
    public void Cores_that_the_nodes_do_not_have_are_made_up_for_by_replicas()
    {
        var outcome = ElasticJump.Run(ServiceLevers.None with { Resize = new(new Cpu(6)) }, Setting.Site(6, 1));
        Assert.InRange(outcome.Attainment!.Value, Without.Attainment!.Value - 0.08, 1);
    }

    [Fact]
    public void A_few_cores_in_place_make_insurance_cheaper()
    {
        var outcome = ElasticJump.Run(ServiceLevers.None with { Resize = new(new Cpu(3)) }, Setting.Site(2, 3));
        Assert.True(outcome.Attainment > Without.Attainment - 0.08, $"{outcome.Attainment} of the requests are in time, {Without.Attainment} without the lever");
        Assert.True(outcome.CoreSeconds < 0.98 * Without.CoreSeconds, $"{outcome.CoreSeconds} core-seconds, {Without.CoreSeconds} without the lever");
    }

    [Fact]
    public void The_smaller_model_bridges_it_too()
    {
        var levers = ServiceLevers.None with { Variant = new(new Fraction(0.25), null) };
        var policy = new Recorded(Uninsured());
        var outcome = ElasticJump.Run(levers, policy: policy);
        var without = ElasticJump.Run(ServiceLevers.None, policy: Uninsured());
        Assert.True(outcome.Attainment > without.Attainment, $"{outcome.Attainment} of the requests are in time, {without.Attainment} without the lever");
        Assert.InRange(policy.Decisions.Count(decision => decision.Small) / (double)policy.Decisions.Count, 0.01, 0.5);
        Assert.False(policy.Decisions[^1].Small);
        Assert.Contains("the smaller model answers", policy.Decisions.First(decision => decision.Small).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusing_what_would_be_late_saves_the_others()
    {
        var levers = ServiceLevers.None with { Admission = true };
        // Without room for insurance: three replicas are too few for a minute and a half.
        var (with, without) = (Few(levers), Few(ServiceLevers.None));
        Assert.True(with.Attainment > without.Attainment + 0.1, $"{with.Attainment} of the requests are in time, {without.Attainment} without the lever");
        Assert.True(with.Refused > 0);
        // What is let in is in time, or nearly.
        Assert.InRange(with.Requests * with.Attainment!.Value / with.Completed, 0.95, 1);
        Assert.Equal(0, without.Refused);
    }

    [Fact]
    public void A_dirty_grid_caps_the_replicas_and_a_clean_one_does_not()
    {
        var levers = ServiceLevers.None with { Carbon = new(new(400), 2) };
        var policy = new Recorded(ScalingPolicies.Get("berth"));
        var dirty = ElasticJump.Run(levers, grams: 401, policy: policy);
        Assert.Equal(2, dirty.Series.Max(interval => interval.Desired));
        Assert.True(dirty.Grams < 0.9 * ElasticJump.Run(ServiceLevers.None, grams: 401).Grams);
        Assert.Contains(policy.Decisions, decision => decision.Reason.Contains("the grid has 401 g/kWh, more than 400", StringComparison.Ordinal));
        Assert.Equal(Without.CoreSeconds, ElasticJump.Run(levers, grams: 400).CoreSeconds);
        Assert.Equal(Without.CoreSeconds, ElasticJump.Run(levers).CoreSeconds);
    }

    [Fact]
    public void What_is_forbidden_is_not_used()
    {
        var policy = new Recorded(ScalingPolicies.Get("berth"));
        ElasticJump.Run(ServiceLevers.None, Setting.Site(1, 6), 1000, policy);
        Assert.All(policy.Decisions, decision => Assert.Equal((0, 1, false, double.PositiveInfinity), (decision.Standby, decision.Cores, decision.Small, decision.AdmitSeconds)));
    }

    [Fact]
    public void All_levers_together_meet_the_objective()
    {
        var outcome = ElasticJump.Run(new(new(5, new Cpu(0.02), new Duration(0.2)), new(new Cpu(6)), new(new Fraction(0.5), null), true, null), Setting.Site(1, 6));
        Assert.True(outcome.P99Seconds < 0.5, $"the 99th percentile is {outcome.P99Seconds} s");
    }

    private static ServiceOutcome Few(ServiceLevers levers) =>
        new Simulation.Services.ServiceSimulation(ElasticJump.Service(levers) with { Most = 3 }, Setting.Site(), null, new(ElasticJump.Service(levers), 7, 1, 0), ScalingPolicies.Get("berth")).Run(1);

    /// <summary>Keeps nothing for a surge, so that only the lever can help.</summary>
    private static IScalingPolicy Uninsured() => ScalingPolicies.Get("berth", new Dictionary<string, double> { ["surge"] = 1 });
}
