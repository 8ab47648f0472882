using Berth.Model.Files;
using Berth.Model.Units;

namespace Berth.Model.Tests;

public sealed class ExperimentFileTests
{
    internal static readonly Vocabulary Vocabulary = new(
        [.. ((string[])["local", "mist", "edge", "cloud"]).Select(name => new PolicyDescription(name, name, [])), new("weighed", "weighs", [new("weight", "How much.", 1, 0, 10)])],
        [new("fixed", "always the same", [new("replicas", "How many.", 0, 0, 100)]), new("queue", "by the queue", [])],
        [new("now", "at once", []), new("later", "later", [])],
        [new("perfect", "knows", [])],
        new Dictionary<string, ServiceProfile> { ["image-classification"] = new(default, default, new(0.01), default, default) },
        new Dictionary<string, CarbonIntensity> { ["DE"] = new(300), ["FR"] = new(50) },
        [new("pi", [new("num_samples", "Points.", 1, 1e9, true), new("noise", "Noise.", 0, 1, false)])],
        ["constant", "diurnal"],
        ["arrivals"],
        ["mixed"],
        ["list"],
        (path, format) => throw new FormatException($"{path}:1: not a {format}"));

    internal const string Good = """
        name: where
        seed: 7
        continuum:
          sites:
            cloud:    { nodes: 1, cpu: 4, memory: 4Gi, power: { idle: 60W, peak: 240W }, pue: 1.2, carbon: { zone: DE } }
            edge:     { nodes: 2, cpu: 500m, memory: 2Gi, share: 75%, power: { points: [20W, 40W, 65W] } }
            endpoint: { nodes: 4, cpu: 1, memory: 1Gi, share: 0.5, disk: { read: 100MB/s }, carbon: { intensity: 350g/kWh } }
          links:
            - { between: [endpoint, edge], latency: 7.5ms ± 2.5ms, rate: 29.66Mbit/s, changes: { at 20s: latency 200ms, at 30s: down } }
            - { from: endpoint, to: cloud, preset: 4g, loss: 0.1% }
            - { from: cloud, to: endpoint, preset: 5g, latency: 40ms }
        workloads:
          camera: { kind: image-classification, source: endpoint, rate: 5/s, slo: { p99: 500ms, p50: 100ms } }
        compare: { placement: [local, edge] }
        run: { duration: 30s, repetitions: 3, dilation: auto }
        """;

    private static ReadResult Read(string text) => ExperimentFile.Parse(text, Vocabulary, ".");

    [Fact]
    public void A_good_file_becomes_one_variant_with_typed_values()
    {
        var result = Read(Good);
        Assert.Empty(result.Errors);
        var experiment = Assert.Single(result.Variants).Experiment;
        var edge = experiment.Continuum.Sites[1];
        Assert.Equal((0.5, 0.75, 2147483648.0), (edge.Cpu.Cores, edge.Share.Value, edge.Memory.Bytes));
        Assert.Equal([20, 40, 65], edge.Power!.Points.Select(point => point.Watts));
        Assert.Equal(7, experiment.Continuum.Nodes.Count);
        Assert.Equal("edge-2", experiment.Continuum.Nodes[2].Name);
        Assert.Equal(300, experiment.Continuum.Sites[0].Carbon!.Value.GramsPerKilowattHour);
        Assert.Equal(new PercentileBound(50, new(0.1)), experiment.Workloads[0].Slo!.Percentiles[0]);
        Assert.Null(experiment.Run.Dilation);
    }

    [Fact]
    public void Links_are_directed_and_presets_give_way_to_what_the_link_says()
    {
        var continuum = Read(Good).Variants[0].Experiment.Continuum;
        Assert.Equal(new Latency(new(0.0075), new(0.0025)), continuum.Link("edge", "endpoint")!.Latency);
        Assert.Equal(7.21e6, continuum.Link("endpoint", "cloud")!.Rate!.Value.BitsPerSecond);
        Assert.Equal(new Latency(new(0.04), default), continuum.Link("cloud", "endpoint")!.Latency);
        Assert.Equal([new LinkChange(new(20), null, new Latency(new(0.2), default), null, null), new LinkChange(new(30), false, null, null, null)],
            continuum.Link("endpoint", "edge")!.Changes);
        Assert.False(continuum.Connected("edge", "cloud"));
    }

    [Fact]
    public void Lists_give_the_product_of_their_values_the_last_fastest()
    {
        var result = Read(Good.Replace("rate: 5/s", "rate: [5/s, 10/s]", StringComparison.Ordinal).Replace("share: 75%", "share: [75%, 0.5, 0.25]", StringComparison.Ordinal));
        Assert.Empty(result.Errors);
        Assert.Equal(6, result.Variants.Count);
        Assert.Equal("continuum.sites.edge.share=75%, workloads.camera.rate=5/s", result.Variants[0].Label);
        Assert.Equal("continuum.sites.edge.share=75%, workloads.camera.rate=10/s", result.Variants[1].Label);
        Assert.Equal((0.25, 10), (result.Variants[5].Experiment.Continuum.Sites[1].Share.Value, result.Variants[5].Experiment.Workloads[0].Rate.PerSecond));
    }

    [Fact]
    public void Ten_mistakes_are_ten_errors_with_line_column_and_suggestion()
    {
        var result = Read("""
            name: where/to
            continuum:
              sites:
                cloud:    { nodes: 0, cpu: 4, memory: 4Gi }
                edge:     { cpus: 2, cpu: 2, memory: 2GiBi }
                endpoint: { nodes: 4, cpu: 1, memory: 1Gi, power: { idle: 9W, peak: 7W } }
              links:
                - { between: [endpoint, egde], latency: 7.5 }
                - { from: endpoint, latency: 1ms }
            workloads:
              camera: { kind: image-clasification, source: endpoint, rate: 5/s }
            compare: { placement: [local, egde] }
            run: { duration: -3s }
            """);
        Assert.Empty(result.Variants);
        string[] expected =
        [
            "f:1:7: 'where/to' cannot name a folder",
            "f:4:24: 'nodes' is '0', not a whole number from 1 to 1000",
            "f:5:17: there is no key 'cpus' here (did you mean 'cpu'?)",
            "f:5:42: 'memory' is '2GiBi', not an amount of bytes such as 4Gi, 512Mi or 68kB",
            "f:6:63: idle power 9W is above peak power 7W",
            "f:8:29: 'between' has no 'egde' (did you mean 'edge'?)",
            "f:8:45: 'latency' is '7.5', not a latency such as 45ms or 7.5ms ± 2.5ms (the unit is missing)",
            "f:9:15: a directed link needs both from and to",
            "f:11:19: 'kind' has no 'image-clasification' (did you mean 'image-classification'?)",
            "f:12:31: 'placement' has no 'egde' (did you mean 'edge'?)",
            "f:13:18: 'duration' is '-3s', not a duration such as 45ms, 30s, 5min or 2h",
        ];
        var actual = result.Errors.Select(error => error.Format("f")).ToList();
        foreach (var line in expected)
            Assert.Contains(actual, error => error.StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("name: [a, [b]]")]
    [InlineData("name: &a [*a]")]
    [InlineData("a: 1\na: 2")]
    [InlineData("{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{")]
    [InlineData("name: x\n---\nname: y")]
    public void Odd_yaml_gives_errors(string text) => Assert.NotEmpty(Read(text).Errors);

    [Fact]
    public void The_sample_in_the_repository_is_valid()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Berth.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        Assert.Empty(ExperimentFile.Load(Path.Combine(folder, "samples", "where-to-compute.yaml"), Vocabulary).Errors);
    }
}
