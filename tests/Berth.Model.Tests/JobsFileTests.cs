using Berth.Model.Files;

namespace Berth.Model.Tests;

public sealed class JobsFileTests
{
    private const string Good = """
        name: jobs
        continuum:
          sites:
            a: { tier: cloud, nodes: 3, cpu: 8, memory: 32Gi, gpu: { count: 2, model: T4, peak: 70W }, power: { idle: 50W, peak: 200W }, sleep: 5W, price: 0.2, carbon: { zone: DE, wave: { amplitude: 100g/kWh, period: 24h } } }
          failures:
            - { of: a-1, at: 1h, repair: 10min }
            - { of: a, every: 100h, repair: 1h }
        jobs:
          batch: { generate: { mix: mixed, rate: 0.5/s, count: 10, pattern: bursts }, slack: 1h, interruptible: true }
        compare: { placement: [local, weighed], shifting: [now, later], forecast: [perfect] }
        policies: { weighed: { weight: [0, 2.5] } }
        run: { world: simulation, repetitions: 2, batch: 50, queue: fcfs }
        """;

    private static ReadResult Read(string text) => ExperimentFile.Parse(text, ExperimentFileTests.Vocabulary, AppContext.BaseDirectory);

    private static void Fails(string from, string to, params string[] parts)
    {
        var errors = Read(Good.Replace(from, to, StringComparison.Ordinal)).Errors;
        var error = Assert.Single(errors);
        Assert.All(parts, part => Assert.Contains(part, error.Format("f")));
    }

    [Fact]
    public void Jobs_grids_failures_and_options_are_read()
    {
        var read = Read(Good);
        Assert.Empty(read.Errors.Select(error => error.Format("f")));
        Assert.Equal([0.0, 2.5], read.Variants.Select(variant => variant.Experiment.Options["weighed"]["weight"]));
        var experiment = read.Variants[0].Experiment;
        var jobs = Assert.Single(experiment.Jobs);
        Assert.Equal(("mixed", "bursts", 0.5, 10), (jobs.Generator!.Mix, jobs.Generator.Pattern, jobs.Generator.Rate.PerSecond, jobs.Generator.Count));
        Assert.Equal((3600.0, true), (jobs.Slack!.Value.Seconds, jobs.Interruptible));
        var site = Assert.Single(experiment.Continuum.Sites);
        Assert.Equal((2, "T4", 5.0, 0.2, 100.0), (site.Gpu!.Count, site.Gpu.Model, site.Sleep!.Value.Watts, site.Price, site.Grid!.Wave!.Amplitude.GramsPerKilowattHour));
        Assert.Equal([("a-1", 3600.0), ("a", -1)], experiment.Continuum.Failures.Select(failure => (failure.Target, failure.At?.Seconds ?? -1)));
        Assert.Equal((World.Simulation, 50, QueueDiscipline.Fcfs), (experiment.Run.World, experiment.Run.Batch, experiment.Run.Queue));
        Assert.Equal(["now", "later"], experiment.Shiftings);
    }

    [Fact]
    public void Without_a_word_jobs_run_at_once_with_the_first_forecast()
    {
        var experiment = Read(Good.Replace(", shifting: [now, later], forecast: [perfect]", "", StringComparison.Ordinal)).Variants[0].Experiment;
        Assert.Equal(["now"], experiment.Shiftings);
        Assert.Equal(["perfect"], experiment.Forecasts);
    }

    [Fact]
    public void The_emulation_has_no_jobs() => Fails("world: simulation", "world: emulation", "the emulation does not run jobs of traces", "berth simulate");

    [Fact]
    public void Jobs_come_from_one_source() => Fails("slack: 1h", "trace: { file: Berth.Model.Tests.dll, format: arrivals }, slack: 1h", "given twice");

    [Fact]
    public void A_trace_that_is_not_there_is_named() => Fails("generate: { mix: mixed, rate: 0.5/s, count: 10, pattern: bursts }", "trace: { file: no.csv, format: arrivals }", "no.csv");

    [Fact]
    public void A_format_is_suggested() => Fails("mix: mixed", "mix: mixd", "did you mean 'mixed'");

    [Fact]
    public void An_option_that_is_not_there_is_named() => Fails("weight: [0, 2.5]", "wait: 1", "there is no key 'wait' here");

    [Fact]
    public void An_option_out_of_range_is_refused() => Fails("weight: [0, 2.5]", "weight: 11", "a number from 0 to 10");

    [Fact]
    public void A_failure_names_a_node() => Fails("of: a-1", "of: a-7", "there is no node or site 'a-7'");

    [Fact]
    public void A_failure_happens_once_or_at_random() => Fails("at: 1h, repair", "at: 1h, every: 2h, repair", "either at or every");

    [Fact]
    public void A_wave_cannot_be_higher_than_its_mean() => Fails("amplitude: 100g/kWh", "amplitude: 400g/kWh", "would be negative");

    [Fact]
    public void A_file_of_nodes_with_a_mistake_is_a_mistake_of_the_file() => Fails("  sites:", "  import: { file: nodes.csv, format: list }\n  sites:", "nodes.csv:1: not a list");

    [Fact]
    public void An_experiment_needs_work() => Assert.Contains(Read(Good[..Good.IndexOf("jobs:", StringComparison.Ordinal)] + Good[Good.IndexOf("compare:", StringComparison.Ordinal)..]).Errors, error => error.Message.Contains("'workloads' is missing", StringComparison.Ordinal));
}
