using Berth.Model;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Accounting.Tests;

public sealed class DeploymentSummaryTests
{
    private const long Millisecond = 1_000_000, Second = 1_000_000_000;

    private static Site Site(string name, Tier tier, double idle, double peak, double pue = 1, double? carbon = 100) => new(
        name, tier, 1, new Cpu(1), new Fraction(1), new Memory(1e9), null, null, new PowerCurve([new(idle), new(peak)]), pue,
        carbon is { } grams ? new Grid(new CarbonIntensity(grams)) : null);

    private static readonly Site Endpoint = Site("endpoint", Tier.Endpoint, 2, 7);
    private static readonly Site Edge = Site("edge", Tier.Edge, 20, 60, pue: 1.5, carbon: 200);

    /// <summary>An item scheduled so many milliseconds after the start, each part taking the given milliseconds.</summary>
    private static ItemTimeline Item(int number, long start, long scheduled, ItemOutcome outcome = ItemOutcome.Completed, bool? correct = true, params long[] parts)
    {
        var moments = new long[8];
        moments[0] = start + scheduled * Millisecond;
        for (var part = 0; part < 7; part++)
            moments[part + 1] = moments[part] + (part < parts.Length ? parts[part] : 1) * Millisecond;
        return new(number, "endpoint-1", "edge-1", outcome, 68_000, moments[0], moments[1], moments[2], moments[3], moments[4], moments[5], moments[6], moments[7], correct);
    }

    private static NodeSample[] Samples(long start, int seconds, double endpoint, double edge) =>
    [
        .. Enumerable.Range(1, seconds).SelectMany(second => new NodeSample[]
        {
            new("endpoint-1", start + second * Second, Second, endpoint, 1000),
            new("edge-1", start + second * Second, Second, edge, 1000),
            new("cloud-1", start + second * Second, Second, 1, 1000),
        }),
    ];

    private static Deployment Deployment(ServiceLevelObjective? slo, Site[] sites, params Repetition[] repetitions) =>
        new(new Continuum(sites, []).Nodes, new HashSet<string> { "endpoint-1" }, new HashSet<string> { "edge-1" }, slo, repetitions);

    private static ServiceLevelObjective Slo(double percentile, double seconds) => new([new(percentile, new Duration(seconds))], SloRequirement.Any);

    [Fact]
    public void A_deployment_by_hand()
    {
        const long start = 100 * Second;
        ItemTimeline[] items =
        [
            Item(0, start, 0, parts: [1, 2, 30, 4, 50, 6, 7]),
            Item(1, start, 200, correct: false, parts: [1, 2, 50, 4, 50, 6, 7]),
            Item(2, start, 400, parts: [1, 2, 40, 4, 50, 6, 7]),
            Item(3, start, 600, ItemOutcome.TimedOut, null),
            Item(4, start, 9_999, ItemOutcome.Refused, null),
            Item(5, start, -1),
            Item(6, start, 10_000),
        ];
        var summary = DeploymentSummary.Summarise(Deployment(Slo(60, 0.12), [Endpoint, Edge], new Repetition(start, start + 10 * Second, items, Samples(start, 10, 0.2, 0.5))));

        Assert.Equal((1, 10.0, 5, 3), (summary.Repetitions, summary.Measured.Seconds, summary.Items, summary.Completed));
        Assert.Equal((1, 0, 1), (summary.Lost[ItemOutcome.TimedOut], summary.Lost[ItemOutcome.Failed], summary.Lost[ItemOutcome.Refused]));
        Assert.Equal(0.4, summary.LossInterval!.Value.Estimate, 1e-12);
        Assert.Equal(0.3, summary.Goodput.PerSecond, 1e-12);

        var latency = summary.Latency!;
        Assert.Equal((0.12, 0.11), (latency.Maximum!.Value.Seconds, latency.Mean!.Value.Seconds), Near);
        Assert.Equal(0.12, latency.P50.Seconds, 1e-12);
        Assert.Equal(double.PositiveInfinity, latency.P95.Seconds);
        Assert.Null(latency.P50OverRepetitions);
        Assert.Equal(0.6, latency.Cdf[^1].Fraction, 1e-12);

        Assert.Equal(LatencyParts.All, summary.Parts.Select(part => part.Part));
        Assert.Equal([0.001, 0.002, 0.04, 0.004, 0.05, 0.006, 0.007], summary.Parts.Select(part => Math.Round(part.Mean.Seconds, 12)));
        Assert.Equal(0.05, summary.Parts[2].P95.Seconds, 1e-12);
        Assert.Equal(latency.Mean!.Value.Seconds, summary.Parts.Sum(part => part.Mean.Seconds), 1e-12);

        Assert.True(summary.Slo!.Met);
        Assert.Equal(0.12, summary.Slo.Bounds[0].Achieved.Seconds, 1e-12);
        Assert.Equal((50, 20), (summary.WorkerCpuPercent!.Value, summary.SourceCpuPercent!.Value), Near);
        Assert.Equal(2 / 3.0, summary.Accuracy!.Value.Estimate, 1e-12);

        // Ten seconds: endpoint 3 W, edge 40 W; dynamic 1 W and 20 W. Emissions: 30 J at 100 g/kWh, 400 J at 200 g/kWh and PUE 1.5.
        var energy = summary.Energy!;
        Assert.Equal((430, 210), (energy.Total.Joules, energy.Dynamic!.Value.Joules), Near);
        Assert.Equal((430 / 3.0, 70), (energy.PerItem!.Value.Joules, energy.DynamicPerItem!.Value.Joules), Near);
        Assert.Equal(1, energy.Covered.Value, 1e-12);
        var grams = (30 * 100 + 400 * 1.5 * 200) / 3.6e6;
        Assert.Equal((grams, grams / 3), (summary.Carbon!.Total.Grams, summary.Carbon.PerItem!.Value.Grams), Near);
        Assert.Equal(grams / 3, summary.Carbon.Sci!.PerUnit.Grams, 1e-12);
        Assert.Null(summary.Carbon.Sci.Embodied);
    }

    [Fact]
    public void An_objective_is_missed_when_a_lost_item_falls_on_its_percentile()
    {
        ItemTimeline[] items = [Item(0, 0, 0), Item(1, 0, 1), Item(2, 0, 2), Item(3, 0, 3, ItemOutcome.Failed, null)];
        var repetition = new Repetition(0, Second, items, []);
        Assert.True(DeploymentSummary.Summarise(Deployment(Slo(75, 0.5), [Endpoint, Edge], repetition)).Slo!.Met);
        Assert.False(DeploymentSummary.Summarise(Deployment(Slo(76, 0.5), [Endpoint, Edge], repetition)).Slo!.Met);
        Assert.Null(DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge], repetition)).Slo);
    }

    [Fact]
    public void Repetitions_pool_their_items_and_give_an_interval()
    {
        var repetitions = Enumerable.Range(0, 3).Select(number => new Repetition(number * Second, (number + 1) * Second,
            [.. Enumerable.Range(0, 10).Select(item => Item(item, number * Second, item, parts: [0, 0, 0, 0, 10 + number, 0, 0]))],
            Samples(number * Second, 1, 0, 0.1 * number))).ToArray();
        var summary = DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge], repetitions));
        Assert.Equal((3, 30), (summary.Repetitions, summary.Items));
        Assert.Equal(0.011, summary.Latency!.P50.Seconds, 1e-12);
        var interval = summary.Latency.P50OverRepetitions!.Value;
        Assert.Equal(0.011, interval.Estimate, 1e-12);
        Assert.Equal(4.302652729911275 * 0.001 / Math.Sqrt(3), interval.High - interval.Estimate, 1e-9);
        Assert.Equal(10, summary.WorkerCpuPercent!.Value, 1e-9);
        Assert.Equal(3 * 2 + 20 + 24 + 28, summary.Energy!.Total.Joules, 1e-9);
    }

    [Fact]
    public void Samples_count_only_within_the_measured_time_and_gaps_at_the_mean()
    {
        // The window is 2 s to 12 s; samples reach from 0 s to 7 s at full load: half of it is covered.
        var summary = DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge],
            new Repetition(2 * Second, 12 * Second, [Item(0, 2 * Second, 0)], Samples(0, 7, 1, 1))));
        Assert.Equal(0.5, summary.Energy!.Covered.Value, 1e-12);
        Assert.Equal(670, summary.Energy.Total.Joules, 1e-9);
    }

    [Fact]
    public void What_is_unknown_is_null_and_nodes_that_took_no_part_do_not_matter()
    {
        var repetition = new Repetition(0, Second, [Item(0, 0, 0)], Samples(0, 1, 0, 0));
        var powerless = Edge with { Power = null };
        Assert.Null(DeploymentSummary.Summarise(Deployment(null, [Endpoint, powerless], repetition)).Energy);
        var carbonless = DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge with { Grid = null }], repetition));
        Assert.NotNull(carbonless.Energy);
        Assert.Null(carbonless.Carbon);
        var idleCloud = Site("cloud", Tier.Cloud, 60, 240) with { Power = null };
        Assert.Equal(22, DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge, idleCloud], repetition)).Energy!.Total.Joules, 1e-9);
        Assert.Null(DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge], repetition with { Nodes = [] })).Energy);
    }

    [Fact]
    public void What_a_meter_says_of_every_node_goes_before_the_model()
    {
        static MeterReadings Kepler(double endpoint, double edge) => new("Kepler", new Dictionary<string, MeteredEnergy> { ["endpoint-1"] = new(new(endpoint), new(1)), ["edge-1"] = new(new(edge), new(0.75)) });
        var first = new Repetition(0, Second, [Item(0, 0, 0), Item(1, 0, 1)], Samples(0, 1, 0, 0), Kepler(3, 50));
        var second = new Repetition(2 * Second, 3 * Second, [Item(0, 2 * Second, 0), Item(1, 2 * Second, 1)], [], Kepler(5, 70));
        // No power is needed for what is measured.
        var measured = DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge with { Power = null }], first, second));
        Assert.Equal("Kepler", measured.Energy!.Meter);
        Assert.Equal((128, 32), (measured.Energy.Total.Joules, measured.Energy.PerItem!.Value.Joules), Near);
        Assert.Equal(0.75, measured.Energy.Covered.Value, 1e-12);
        Assert.Null(measured.Energy.Dynamic);
        Assert.Equal((8 * 100 + 120 * 1.5 * 200) / 3.6e6, measured.Carbon!.Total.Grams, 1e-12);

        // Where one repetition lacks one node, everything is modelled.
        var partly = first with { Metered = new("Kepler", new Dictionary<string, MeteredEnergy> { ["edge-1"] = new(new(50), new(1)) }) };
        var modelled = DeploymentSummary.Summarise(Deployment(null, [Endpoint, Edge], partly));
        Assert.Null(modelled.Energy!.Meter);
        Assert.Equal(22, modelled.Energy.Total.Joules, 1e-9);
    }

    [Fact]
    public void A_node_that_is_source_and_worker_is_counted_once()
    {
        var repetition = new Repetition(0, Second, [Item(0, 0, 0)], Samples(0, 1, 0.5, 0));
        var local = new Deployment(new Continuum([Endpoint, Edge], []).Nodes, new HashSet<string> { "endpoint-1" }, new HashSet<string> { "endpoint-1" }, null, [repetition]);
        var summary = DeploymentSummary.Summarise(local);
        Assert.Equal(4.5, summary.Energy!.Total.Joules, 1e-9);
        Assert.Equal((50, 50), (summary.WorkerCpuPercent!.Value, summary.SourceCpuPercent!.Value), Near);
    }

    [Fact]
    public void A_run_that_completed_nothing_still_has_a_summary()
    {
        var empty = DeploymentSummary.Summarise(Deployment(Slo(99, 1), [Endpoint, Edge], new Repetition(0, Second, [], Samples(0, 1, 0, 0))));
        Assert.Null(empty.Latency);
        Assert.Null(empty.Slo);
        Assert.Null(empty.Accuracy);
        Assert.Equal(22, empty.Energy!.Total.Joules, 1e-9);
        Assert.Null(empty.Energy.PerItem);
        Assert.Null(empty.Carbon!.Sci);
        var lost = DeploymentSummary.Summarise(Deployment(Slo(99, 1), [Endpoint, Edge], new Repetition(0, Second, [Item(0, 0, 0, ItemOutcome.Failed, null)], [])));
        Assert.Equal(double.PositiveInfinity, lost.Latency!.P50.Seconds);
        Assert.Null(lost.Latency.Mean);
        Assert.Empty(lost.Parts);
        Assert.False(lost.Slo!.Met);
    }

    private static bool Near((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 1e-9 && Math.Abs(one.Item2 - other.Item2) < 1e-9;
}
