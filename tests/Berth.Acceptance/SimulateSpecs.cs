using System.Text.Json;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class SimulateSpecs : Specs
{
    private const string TwoNodes = """
        name: two-nodes
        continuum:
          sites:
            edge: { nodes: 2, cpu: 1, memory: 1Gi, power: { idle: 20W, peak: 65W }, carbon: { intensity: 100g/kWh } }
        jobs:
          night: { trace: { file: jobs.csv, format: arrivals } }
        compare: { placement: [first-fit] }
        run: { world: simulation }
        """;

    private static readonly string Cameras = Repository.PathOf("samples", "where-to-compute.yaml");

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_simulate_the_camera_sample()
    {
        var run = (await Berth("simulate", Cameras)).Exits(0).Says("Simulated in virtual time").Says("Run camera on");
        Assert.Matches(@"placement\s+items\s+lost\s+p50 ms\s+p95 ms\s+p99 ms\s+SLO\s+worker CPU %\s+source CPU %\s+J/item\s+gCO2e/item\s+right %", run.Output);
        Assert.Matches(@"(?m)^\s*mean ms of\s+preprocess\s+send\s+uplink\s+queue\s+processing\s+reply\s+downlink\s+whole", run.Output);
        foreach (var placement in (string[])["local", "mist", "edge", "cloud"])
            Assert.Matches($@"(?m)^\s*{placement}\b.*\b120\s+0\s", run.Output);
        Assert.True(run.Took < TimeSpan.FromSeconds(20), $"took {run.Took}");
    }

    [Theory(Timeout = 120 * Seconds)]
    [InlineData("where-to-compute.yaml")]
    [InlineData("failures-and-queues.yaml")]
    public async Task I_get_the_same_bytes_from_the_same_seed(string sample)
    {
        var file = Repository.PathOf("samples", sample);
        var first = Tables((await Berth("simulate", file, "--runs", "one")).Exits(0), "one");
        var second = Tables((await Berth("simulate", file, "--runs", "two")).Exits(0), "two");
        Assert.NotEmpty(first);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        // What it was run with and when is kept, too: in meta.csv.
        Assert.All(first.Keys.Where(name => name != "meta.csv"), name => Assert.Equal(first[name], second[name]));
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_see_that_a_job_starts_as_soon_as_there_is_room()
    {
        Write("jobs.csv", "arrival_time,length,cpus\n0,3600,1\n60,60,1\n");
        (await Berth("simulate", Write("two.yaml", TwoNodes))).Exits(0);
        Assert.Equal(
            ["job-1 completed edge-1 0 0 3600", "job-2 completed edge-2 60 60 120"],
            Jobs().Select(row => string.Join(' ', row.Take(6))));
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_see_unschedulable_jobs_at_once()
    {
        Write("jobs.csv", "arrival_time,length,cpus\n0,3600,1\n60,60,64\n");
        (await Berth("simulate", Write("two.yaml", TwoNodes))).Exits(0).Says("unschedulable: job-2: edge-1").Says("fewer than 64");
        Assert.Equal(["completed", "unschedulable"], Jobs().Select(row => row[1]));
    }

    [Theory(Timeout = 120 * Seconds)]
    [InlineData("arrivals", "arrival_time,length,cpus\n0,3600,1\n60,sixty,1\n", "jobs.csv:3: ")]
    [InlineData("arrivals", "arrival_time,length,cpus\n90,10,1\n60,10,1\n", "jobs.csv:3: ")]
    [InlineData("swf", "; Version: 2.2\n1 0 -1 x 1\n", "jobs.csv:2: ")]
    public async Task I_am_told_where_a_trace_is_wrong(string format, string text, string where)
    {
        Write("jobs.csv", text);
        var result = (await Berth("simulate", Write("two.yaml", TwoNodes.Replace("format: arrivals", $"format: {format}", StringComparison.Ordinal)))).Exits(2).Says(where);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_rely_on_the_names_in_the_json_of_a_simulation()
    {
        Write("jobs.csv", "arrival_time,length,cpus\n0,3600,1\n60,60,64\n");
        var json = (await Berth("simulate", Write("two.yaml", TwoNodes), "--json")).Exits(0).Json;
        var row = Assert.Single(json.GetProperty("jobs").EnumerateArray());
        Assert.Equal("first-fit now perfect", $"{row.GetProperty("placement")} {row.GetProperty("shifting")} {row.GetProperty("forecast")}");
        // Two nodes for an hour, one of them busy: 2 × 20 Wh + 45 Wh.
        Assert.Equal(0.085, row.GetProperty("figures").GetProperty("energyKilowattHours").GetProperty("mean").GetDouble(), 1e-9);
        Assert.Equal(8.5, row.GetProperty("figures").GetProperty("carbonGrams").GetProperty("mean").GetDouble(), 1e-9);
        Assert.StartsWith("job-2: ", Assert.Single(json.GetProperty("unschedulable").EnumerateArray()).GetString(), StringComparison.Ordinal);
        var documented = await File.ReadAllTextAsync(Repository.PathOf("docs", "json.md"));
        Assert.All(Names(json), name => Assert.Contains($"`{name}`", documented, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private IReadOnlyList<string[]> Jobs() =>
        [.. File.ReadLines(Directory.GetFiles(Path.Combine(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")), "csv"), "jobs-*.csv").Single()).Skip(1).Select(line => line.Split(','))];

    private Dictionary<string, string> Tables(Result result, string runs)
    {
        Assert.Equal(0, result.ExitCode);
        var folder = RunRecords.OnlyFolder(Path.Combine(Folder, runs));
        return Directory.GetFiles(Path.Combine(folder, "csv")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }
}
