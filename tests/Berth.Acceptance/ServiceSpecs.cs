using System.Text.Json;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class ServiceSpecs : Specs
{
    private const string Services = """
        name: services
        seed: 7
        continuum:
          sites:
            pool: { tier: cloud, nodes: 2, cpu: 1, memory: 1Gi, power: { idle: 5W, peak: 25W }, carbon: { intensity: 100g/kWh } }
        services:
          classify: { kind: image-classification, site: pool, load: { pattern: constant, rate: 6/s, within: periodic }, least: 1, most: 2, start: START, time: 100ms, timeout: 10s, slo: { p99: 500ms } }
        compare: { scaling: [fixed, berth] }
        run: { duration: 15s, self-check: CHECK }
        """;

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_see_who_scales_best_within_seconds()
    {
        var result = (await Berth("simulate", Repository.PathOf("samples", "elastic-inference.yaml"), "--json")).Exits(0);
        var rows = result.Json.GetProperty("services").EnumerateArray().ToDictionary(row => row.GetProperty("scaling").GetString()!);
        var (ours, oracle) = (rows["berth"], rows["oracle"]);
        Assert.InRange(Mean(ours, "latencyP99Ms"), 100, 500);
        Assert.True(ours.GetProperty("best").GetBoolean());
        Assert.InRange(Mean(ours, "coreSeconds") / Mean(oracle, "coreSeconds"), 0.5, 1.10);
        Assert.StartsWith("Scale classify with berth", result.Json.GetProperty("answer").GetString()!, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_can_run_a_service_with_real_replicas_that_really_start()
    {
        NeedRoot();
        var text = Services.Replace(", start: START", "", StringComparison.Ordinal).Replace("CHECK", "skip", StringComparison.Ordinal);
        var result = (await Berth("run", Write("run.yaml", text), "--json")).Exits(0);
        foreach (var row in result.Json.GetProperty("services").EnumerateArray())
        {
            Assert.Equal(90, row.GetProperty("requests").GetInt32());
            // Others may use the machine: far from exact, far from broken.
            Assert.InRange(Mean(row, "latencyP50Ms"), 50, 1500);
            Assert.InRange(Mean(row, "coreSeconds"), 14, 31);
        }
        await NothingIsLeft();
    }

    [Fact(Timeout = 300 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_can_kill_a_run_of_a_service_and_the_next_command_leaves_nothing_of_it()
    {
        NeedRoot();
        var text = Services.Replace("START", "10s", StringComparison.Ordinal).Replace("CHECK", "skip", StringComparison.Ordinal).Replace("duration: 15s", "duration: 300s", StringComparison.Ordinal);
        var run = Start("run", Write("run.yaml", text));
        await run.Says("classify: fixed", Patience);
        run.Kill();
        (await Berth("down")).Exits(0);
        await NothingIsLeft();
    }

    [Fact(Timeout = 300 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_see_what_happens_when_a_replica_is_killed_under_load()
    {
        NeedRoot();
        var text = Services.Replace("START", "10s", StringComparison.Ordinal).Replace("CHECK", "skip", StringComparison.Ordinal)
            .Replace("duration: 15s", "duration: 30s", StringComparison.Ordinal).Replace("[fixed, berth]", "[fixed]", StringComparison.Ordinal);
        var run = Start("run", Write("run.yaml", text));
        await run.Says("classify: fixed", Patience);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Signals.Kill(ProcessesWith("work image-classification")[0]);
        (await run.End(Patience)).Exits(0);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Directory.GetDirectories(Path.Combine(Folder, "runs")).Single(), "summary.json")));
        var row = summary.RootElement.GetProperty("services").EnumerateArray().Single();
        // What the dead one had was given to the other.
        Assert.Equal((180, 0, 0), (row.GetProperty("requests").GetInt32(), row.GetProperty("refused").GetInt32(), row.GetProperty("lost").GetInt32()));
    }

    [Fact(Timeout = 300 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_see_a_running_replica_get_more_cores_at_once()
    {
        NeedRoot();
        var text = Services.Replace("start: START", "start: 10s, levers: { resize: { most: 2 } }", StringComparison.Ordinal).Replace("CHECK", "skip", StringComparison.Ordinal)
            .Replace("nodes: 2, cpu: 1", "nodes: 1, cpu: 2", StringComparison.Ordinal).Replace("pattern: constant, rate: 6/s", "pattern: steps, rate: 3/s, peak: 15/s, period: 10s", StringComparison.Ordinal)
            .Replace("[fixed, berth]", "[berth]", StringComparison.Ordinal);
        var row = (await Berth("run", Write("run.yaml", text), "--json")).Exits(0).Json.GetProperty("services").EnumerateArray().Single();
        // One core serves ten requests a second: fifteen wait for seconds, unless the replica gets the second core in time.
        Assert.Equal((0, 0), (row.GetProperty("refused").GetInt32(), row.GetProperty("lost").GetInt32()));
        Assert.InRange(Mean(row, "latencyP99Ms"), 100, 1500);
        Assert.InRange(Mean(row, "coreSeconds"), 15, 29);
    }

    private static double Mean(JsonElement row, string figure) => row.GetProperty(figure).GetProperty("mean").GetDouble();
}
