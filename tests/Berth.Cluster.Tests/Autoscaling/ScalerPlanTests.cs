using Berth.Cluster.Autoscaling;

namespace Berth.Cluster.Tests.Autoscaling;

public sealed class ScalerPlanTests
{
    private static readonly ScalerSpec Good = new()
    {
        ScaleTargetRef = new() { Name = "classify" }, MaxReplicas = 6, Service = new() { Milliseconds = 100, StartSeconds = 5 },
        Objective = new() { Milliseconds = 500 }, Dispatcher = new() { Url = "http://dispatcher:9000" },
    };

    [Fact]
    public void What_is_given_reaches_the_policy()
    {
        var plan = ScalerPlan.Of(Good);
        Assert.Equal(("berth", 1, 6, 0.1, 5, 0.5, 99), (plan.Policy.Name, plan.Least, plan.Most, plan.Facts.MeanSeconds, plan.Facts.StartSeconds, plan.Facts.ObjectiveSeconds, plan.Facts.ObjectivePercentile));
        Assert.Equal(3, ScalerPlan.Of(Good with { Policy = new() { Name = "fixed", Options = new Dictionary<string, double> { ["replicas"] = 3 } } }).Policy.Decide(Views.Of(plan)).Replicas);
    }

    public static TheoryData<string, Func<ScalerSpec, ScalerSpec>> Wrong => new()
    {
        { "spec.scaleTargetRef.name", spec => spec with { ScaleTargetRef = new() } },
        { "spec.maxReplicas is 0", spec => spec with { MaxReplicas = 0 } },
        { "spec.minReplicas is 7", spec => spec with { MinReplicas = 7 } },
        { "spec.service.milliseconds", spec => spec with { Service = new() } },
        { "spec.objective", spec => spec with { Objective = new() { Milliseconds = 500, Percentile = 100 } } },
        { "spec.dispatcher.url is 'here'", spec => spec with { Dispatcher = new() { Url = "here" } } },
        { "no scaling policy 'bert'", spec => spec with { Policy = new() { Name = "bert" } } },
        { "no option 'hope'", spec => spec with { Policy = new() { Name = "berth", Options = new Dictionary<string, double> { ["hope"] = 1 } } } },
        { "oracle must be told", spec => spec with { Policy = new() { Name = "oracle" } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(string what, Func<ScalerSpec, ScalerSpec> change) =>
        Assert.Contains(what, Assert.Throws<ArgumentException>(() => ScalerPlan.Of(change(Good))).Message, StringComparison.Ordinal);
}
