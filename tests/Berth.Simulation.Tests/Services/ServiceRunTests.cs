using System.Text.Json;
using Berth.Accounting;
using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Units;
using Berth.Policies.Placement;
using Berth.Policies.Scaling;
using Berth.Policies.Shifting;
using Berth.Records.Formats.Requests;
using Berth.Simulation.Services;

namespace Berth.Simulation.Tests.Services;

public sealed class ServiceRunTests
{
    private static readonly string File = $$"""
        name: twice
        seed: 3
        continuum: { sites: { pool: { tier: cloud, nodes: 3, cpu: 2, memory: 1Gi, power: { idle: 5W, peak: 25W }, carbon: { intensity: 300g/kWh } } } }
        services:
          classify:
            kind: any
            site: pool
            load: { trace: {{ElasticJump.Trace}} }
            most: 6
            start: 10s
            time: 100ms
            variation: 10%
            slo: { p99: 500ms }
            levers: { standby: { most: 5 }, resize: { most: 2 }, variant: { time: 50% }, admission: allowed }
        compare: { scaling: [hpa-70, keda, kpa, oracle, berth, fixed] }
        run: { repetitions: 2 }
        """;

    private static List<ServiceOutcome> Outcomes()
    {
        var read = ExperimentFile.Parse(File, new(
            PlacementPolicies.All, ScalingPolicies.All, ShiftingPolicies.All, [], new Dictionary<string, ServiceProfile> { ["any"] = new(default, default, new(0.1), default, default) },
            new Dictionary<string, CarbonIntensity>(), [], LoadPatterns.Names, [], [], [], (_, _) => throw new FormatException()), AppContext.BaseDirectory);
        Assert.Empty(read.Errors);
        return [.. new ServiceRun(read.Variants, (_, _) => { }).Run(default).Select(each => each.Outcome)];
    }

    [Fact]
    public void The_same_file_gives_the_same_outcomes_to_the_last_byte() => Assert.Equal(JsonSerializer.Serialize(Outcomes()), JsonSerializer.Serialize(Outcomes()));

    [Fact]
    public void Policies_of_a_repetition_meet_the_same_requests_and_repetitions_different_ones()
    {
        var outcomes = Outcomes();
        Assert.Equal(12, outcomes.Count);
        Assert.Equal(["hpa-70", "hpa-70", "keda", "keda", "kpa", "kpa", "oracle", "oracle", "berth", "berth", "fixed", "fixed"], outcomes.Select(outcome => outcome.Scaling));
        foreach (var repetition in outcomes.GroupBy(outcome => outcome.Repetition))
            Assert.All(repetition, outcome => Assert.Equal(Rates(repetition.First()), Rates(outcome)));
        var @fixed = outcomes.Where(outcome => outcome.Scaling == "fixed").ToList();
        Assert.NotEqual(@fixed[0].MeanSeconds, @fixed[1].MeanSeconds);
    }

    [Fact]
    public void Nobody_needs_fewer_core_seconds_within_the_objective_than_the_one_who_knows()
    {
        var outcomes = Outcomes().Where(outcome => outcome.Repetition == 1).ToList();
        var oracle = outcomes.Single(outcome => outcome.Scaling == "oracle");
        Assert.True(oracle.P99Seconds <= 0.5);
        // The others may keep standby and resize; what scales by number alone is not cheaper.
        Assert.All(outcomes.Where(outcome => outcome.Scaling is not "berth" && outcome.P99Seconds <= 0.5), outcome => Assert.True(outcome.CoreSeconds >= oracle.CoreSeconds));
    }

    private static string Rates(ServiceOutcome outcome) => string.Join(' ', outcome.Series.Select(interval => interval.Rate));
}
