using Berth.Accounting;
using Berth.Model;
using Berth.Model.Files;
using Berth.Model.Observations;
using Berth.Policies.Placement;
using Berth.Records.Collection;
using Berth.Records.Formats.Prometheus;
using Berth.Records.Metering;
using Berth.Records.Store;
using Berth.Records.Tests.Servers;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.Metering;

/// <summary>The energy of a run by what a real Prometheus has scraped, with joules that are known.</summary>
public sealed class RunMeteringTests(MeteredCluster cluster) : IClassFixture<MeteredCluster>, IDisposable
{
    /// <summary>The clock of the run began then.</summary>
    private const long Boot = 1_700_000_000_000_000_000;

    private const long Second = 1_000_000_000;
    private const string Modelled = "energy is modelled from the processor time of each pod by the power that the file gives its site";

    private static readonly Vocabulary Vocabulary = new(PlacementPolicies.All, [], [], [], new Dictionary<string, ServiceProfile> { ["image-classification"] = new(default, default, new(0.01), default, default) }, CarbonZones.Means, [], [], [], [], [], (_, _) => []);

    private const string Experiment = """
        name: metered
        continuum:
          sites:
            edge:     { nodes: 1, cpu: 1, memory: 1Gi, power: { idle: 1W, peak: 1W }, pue: 1.5, carbon: { intensity: 200g/kWh } }
            endpoint: { nodes: 1, cpu: 1, share: 0.5, memory: 1Gi, power: { idle: 1W, peak: 1W }, carbon: { intensity: 100g/kWh } }
          links: [ { between: [endpoint, edge], latency: 1ms } ]
        workloads: { camera: { kind: image-classification, source: endpoint, rate: 1/s } }
        compare: { placement: [edge] }
        run: { duration: 4s }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private long Start => cluster.Start - Boot;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    /// <summary>20 W and 3.5 W for four seconds; what cores draw is in what their package draws, and what has ended is not counted.</summary>
    [Theory]
    [InlineData("kepler", "Kepler")]
    [InlineData("old-kepler", "Kepler")]
    [InlineData("scaphandre", "Scaphandre")]
    public async Task Energy_of_pods_is_what_was_measured_for_them(string space, string meter)
    {
        var (summary, notes) = await SettleAsync(space, cluster.Address);
        Assert.Equal([$"energy is what {meter} measured for each pod"], notes);
        Assert.Equal(meter, summary.Energy!.Meter);
        Assert.Equal(4 * (20 + 3.5), summary.Energy.Total.Joules, 1e-6);
        Assert.Equal(4 * 23.5 / 4, summary.Energy.PerItem!.Value.Joules, 1e-6);
        Assert.Equal((80 * 1.5 * 200 + 14 * 100) / 3.6e6, summary.Carbon!.Total.Grams, 1e-9);
        Assert.Equal(1, summary.Energy.Covered.Value, 1e-9);
    }

    /// <summary>
    /// Half a core of the two that are used on a node that draws 100 W is 25 W; a tenth of one on a node that draws 40 W is 4 W. cAdvisor's root says how much is used in one
    /// case, kubelets, who see twice as much, in the other.
    /// </summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0.5)]
    public async Task Energy_of_nodes_is_divided_by_processor_time(bool kubelets, double part)
    {
        var (summary, notes) = await SettleAsync("shared", cluster.Address, kubelets);
        Assert.Equal(["energy is what Kepler measured for the nodes of the cluster: each pod has the part of it that it has of the processor time used there"], notes);
        Assert.Equal(4 * (25 + 4) * part, summary.Energy!.Total.Joules, 1e-6);
    }

    [Fact]
    public async Task What_the_server_has_seen_of_the_pods_is_kept()
    {
        await SettleAsync("kepler", cluster.Address);
        using var reader = RunReader.Open(_folder["run.db"]);
        var series = reader.Series().Where(each => each.Series.Label("namespace") == "kepler").ToList();
        Assert.Equal(("container_cpu_usage_seconds_total", "edge-1"), (Assert.Single(series).Series.Name, series[0].Series.Label("pod")));
        var used = WindowTotal.OfCounter(reader.Timelines([series[0].Number])[0], new(cluster.Start, cluster.Start + 4 * Second));
        Assert.Equal(2, used!.Value.Amount, 1e-6);
    }

    [Fact]
    public async Task Where_one_pod_is_not_measured_all_are_modelled()
    {
        var (summary, notes) = await SettleAsync("lonely", cluster.Address, hosts: "elsewhere");
        Assert.Equal($"{Modelled}, and it was not measured: Kepler does not cover half of a repetition of endpoint-1; are its samples too far apart, or is its node not known?", Assert.Single(notes));
        Assert.Null(summary.Energy!.Meter);
        Assert.Equal(4 * 2, summary.Energy.Total.Joules, 1e-9);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told()
    {
        var (summary, notes) = await SettleAsync("kepler", new($"http://127.0.0.1:{ServerProcess.FreePort()}"));
        Assert.StartsWith($"{Modelled}, and it was not measured: cannot read http://127.0.0.1:", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Null(summary.Energy!.Meter);
    }

    [Fact]
    public async Task Without_a_server_energy_is_modelled_and_marked_so() => Assert.Equal([Modelled], (await SettleAsync("kepler", null)).Notes);

    private async Task<(DeploymentSummary Summary, IReadOnlyList<string> Notes)> SettleAsync(string space, Uri? prometheus, bool kubelets = false, string hosts = "host")
    {
        var (variants, errors) = ExperimentFile.Parse(Experiment, Vocabulary, "/");
        Assert.Empty(errors.Select(error => error.Format("experiment")));
        NodeSample[] used = [new("edge-1", Start + 4 * Second, 4 * Second, 0.5, 0), new("endpoint-1", Start + 4 * Second, 4 * Second, 0.2, 0)];
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddVariants(variants);
            store.SetMeta(RunMetering.ClockKey, Boot);
            store.SetMeta("variant 1 namespace", space);
            store.SetMeta("variant 1 hosts", new Dictionary<string, string> { ["edge-1"] = $"{hosts}-1", ["endpoint-1"] = $"{hosts}-2" });
            store.SetDeployment(new(1, 1, "edge", 1, 1, ["endpoint-1"], ["edge-1"], Start, Start + 4 * Second));
            store.AddNodeSamples(1, used);
            var samples = new SampleWriter(store);
            for (var second = 0; kubelets && second <= 10; second += 5)
                for (var host = 1; host <= 2; host++)
                    samples.Add(new("node_cpu_usage_seconds_total", new Dictionary<string, string> { ["node"] = $"host-{host}" }, SeriesKind.Counter), cluster.Start - Second + second * Second, second * 4.0 / host);
            samples.Keep();
            using var reader = RunReader.Open(_folder["run.db"]);
            await new RunMetering(reader, store, samples, prometheus is null ? null : new PrometheusClient(_http, prometheus), TimeProvider.System).SettleAsync(variants, CancellationToken.None);
        }
        using var kept = RunReader.Open(_folder["run.db"]);
        var items = Enumerable.Range(0, 4).Select(item => new ItemTimeline(item, "endpoint-1", "edge-1", ItemOutcome.Completed, 1, Start + item, 0, 0, 0, 0, 0, 0, Start + item + 1, null));
        var deployment = new Deployment(
            variants[0].Experiment.Continuum.Nodes, new HashSet<string> { "endpoint-1" }, new HashSet<string> { "edge-1" }, null,
            [new(Start, Start + 4 * Second, [.. items], used, kept.Meta<MeterReadings>(RunMetering.EnergyKey(1)))]);
        return (DeploymentSummary.Summarise(deployment), kept.Meta<string[]>("variant 1 notes")!);
    }
}
