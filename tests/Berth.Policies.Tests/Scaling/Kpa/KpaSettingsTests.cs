using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;

namespace Berth.Policies.Tests.Scaling.Kpa;

public sealed class KpaSettingsTests
{
    private static KpaSettings Of(params (string Name, double Value)[] given) =>
        KpaOptions.Settings(KpaOptions.All.ToDictionary(option => option.Name, option => given.FirstOrDefault(one => one.Name == option.Name, (option.Name, option.Default)).Item2));

    [Fact]
    public void The_defaults_are_those_of_Knative_with_one_request_at_once()
    {
        Assert.Equal(new KpaSettings(), Of());
        var settings = Of();
        Assert.Equal((1.0, 0.7, 6), (settings.Total, settings.Target, settings.PanicWindowSeconds));
        Assert.Equal(2_000_000_000, new KnativePodAutoscaler(settings).Period);
    }

    [Theory]
    [InlineData(60, 10, 6)]
    [InlineData(60, 1, 1)]
    [InlineData(6, 1, 1)]
    [InlineData(25, 10, 3)]
    [InlineData(24, 10, 2)]
    [InlineData(60, 100, 60)]
    public void The_panic_window_is_a_part_of_the_stable_one_in_whole_seconds(int stable, double percent, int seconds) =>
        Assert.Equal(seconds, new KpaSettings { StableWindowSeconds = stable, PanicWindowPercent = percent }.PanicWindowSeconds);

    [Theory]
    [InlineData(KpaMetric.Concurrency, 1, 0, 1)]
    [InlineData(KpaMetric.Concurrency, 0, 0, 100)]
    [InlineData(KpaMetric.Concurrency, 0, 8, 8)]
    [InlineData(KpaMetric.Concurrency, 4, 8, 4)]
    [InlineData(KpaMetric.Concurrency, 8, 4, 4)]
    [InlineData(KpaMetric.RequestsPerSecond, 1, 0, 200)]
    [InlineData(KpaMetric.RequestsPerSecond, 1, 50, 50)]
    public void A_pod_can_take(KpaMetric metric, double concurrency, double target, double total) =>
        Assert.Equal(total, new KpaSettings { Metric = metric, ContainerConcurrency = concurrency, TotalPerPod = target }.Total);

    [Theory]
    [InlineData("stable-window", 60.5)]
    [InlineData("stable-window", 5)]
    [InlineData("stable-window", 3601)]
    [InlineData("panic-window-percentage", 0.5)]
    [InlineData("panic-threshold-percentage", 109)]
    [InlineData("target-utilization-percentage", 0)]
    [InlineData("target", 0.001)]
    [InlineData("max-scale-up-rate", 1)]
    [InlineData("max-scale-down-rate", 1)]
    [InlineData("max-scale-down-rate", double.NaN)]
    [InlineData("target-burst-capacity", -0.5)]
    [InlineData("target-burst-capacity", -2)]
    [InlineData("scale-down-delay", 0.5)]
    [InlineData("scale-to-zero-grace-period", 0)]
    [InlineData("tick-interval", 0)]
    [InlineData("container-concurrency", -1)]
    public void What_cannot_be_is_named(string option, double value)
    {
        var error = Assert.Throws<ArgumentException>(() => Of((option, value)));
        Assert.Contains($"kpa.{option} is {value}; it must", error.Message);
    }

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var settings = new KpaSettings { MaxScaleUpRate = 1, MaxScaleDownRate = 0.5, ActivationScale = 0 };
        Assert.Equal(3, settings.Problems().Count());
        Assert.Contains("max-scale-down-rate", Assert.Throws<ArgumentException>(() => new KnativePodAutoscaler(settings)).Message);
    }

    [Fact]
    public void It_is_found_by_its_name()
    {
        var policy = ScalingPolicies.Get("kpa", new Dictionary<string, double> { ["tick-interval"] = 5 });
        Assert.Equal(("kpa", 5_000_000_000), (policy.Name, policy.Period));
        Assert.All(KpaOptions.All, option => Assert.InRange(option.Default, option.Least, option.Most));
    }
}
