using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class DecideSpecs : Specs
{
    private const string Situation = """
        {
          "policy": "best-fit", "nowSeconds": 0,
          "sites": [ { "name": "edge", "tier": "edge" } ],
          "nodes": [
            { "name": "edge-1", "site": "edge", "cores": 4, "memoryBytes": 4e9, "powerWatts": [10, 90] },
            { "name": "edge-2", "site": "edge", "cores": 4, "memoryBytes": 4e9, "powerWatts": [10, 20], "running": [ { "name": "old", "cores": 1, "memoryBytes": 1e9, "endSeconds": 90 } ] }
          ],
          "tasks": [ { "name": "job", "cores": 2, "memoryBytes": 1e9, "lengthSeconds": 600 } ]
        }
        """;

    private const string Shift = """
        {
          "policy": "wait-awhile", "nowSeconds": 0, "slotSeconds": 3600,
          "job": { "name": "train", "remainingSeconds": 7200, "deadlineSeconds": 14400, "interruptible": true },
          "forecast": { "steps": [ { "startSeconds": 0, "intensityGPerKwh": 300 }, { "startSeconds": 3600, "intensityGPerKwh": 100 }, { "startSeconds": 7200, "intensityGPerKwh": 300 }, { "startSeconds": 10800, "intensityGPerKwh": 50 } ] }
        }
        """;

    private const string Scaling = """
        {
          "policy": "hpa",
          "scaling": {
            "specReplicas": 2, "minReplicas": 1, "maxReplicas": 6,
            "pods": [
              { "name": "a", "startTimeSeconds": -900, "ready": { "status": "True", "lastTransitionTimeSeconds": -890 }, "requests": { "cpu": 1 }, "metrics": { "cpu": { "value": "900m" } } },
              { "name": "b", "startTimeSeconds": -900, "ready": { "status": "True", "lastTransitionTimeSeconds": -890 }, "requests": { "cpu": 1 }, "metrics": { "cpu": { "value": "950m" } } }
            ],
            "hpa": { "metrics": [ { "type": "Resource", "resource": { "name": "cpu", "target": { "type": "Utilization", "averageUtilization": 50 } } } ] },
            "ticks": [ { "nowSeconds": 0 }, { "nowSeconds": 15, "pods": [] } ]
          }
        }
        """;

    private const string Experiment = """
        name: two-sites
        continuum:
          sites:
            edge:  { nodes: 2, cpu: 4, memory: 16Gi, power: { idle: 20W, peak: 65W }, carbon: { zone: DE, wave: { amplitude: 110g/kWh } } }
            cloud: { nodes: 2, cpu: 16, memory: 64Gi, power: { idle: 60W, peak: 240W }, carbon: { zone: FR } }
        jobs:
          batch: { generate: { mix: mixed, rate: 3/min, count: 40 }, slack: 6h }
        compare: { placement: [carbon-aware], shifting: [lowest-window] }
        run: { world: simulation }
        """;

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_ask_a_policy_about_a_situation_that_I_wrote()
    {
        var file = Write("situation.json", Situation);
        var decision = (await Berth("decide", file)).Exits(0).Json.GetProperty("decisions")[0];
        Assert.Equal("edge-2", decision.GetProperty("chosen").GetString());
        Assert.NotEmpty(decision.GetProperty("reason").GetString()!);
        Assert.Equal(2, decision.GetProperty("candidates").GetArrayLength());
        var other = (await Berth("decide", file, "--policy", "least-allocated")).Exits(0).Json;
        Assert.Equal("edge-1", other.GetProperty("decisions")[0].GetProperty("chosen").GetString());
        (await Berth("decide", file, "--table")).Exits(0).Says("job → edge-2");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_ask_when_a_job_should_run()
    {
        var schedule = (await Berth("decide", Write("shift.json", Shift))).Exits(0).Json.GetProperty("schedule");
        Assert.Equal([3600, 10800], schedule.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("startSeconds").GetInt32()));
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_can_ask_how_many_replicas_a_service_should_have()
    {
        var file = Write("scaling.json", Scaling);
        var decisions = (await Berth("decide", file)).Exits(0).Json.GetProperty("decisions");
        // 92 / 50 of two: 3.68. Then there are no pods to measure.
        Assert.Equal([4, 4], decisions.EnumerateArray().Select(decision => decision.GetProperty("replicas").GetInt32()));
        Assert.Equal("cpu is 92 % of the requests, 1.84 of the target 50 %: 4 replicas", decisions[0].GetProperty("reason").GetString());
        var piped = Start("decide", "--policy", "hpa");
        piped.Reads(Scaling);
        Assert.Equal(decisions.ToString(), (await piped.End(Patience)).Exits(0).Json.GetProperty("decisions").ToString());
        Assert.Equal(92, decisions[0].GetProperty("terms").GetProperty("measured").GetInt32());
        Assert.Equal(2, decisions[1].GetProperty("memory").GetProperty("recommendations").GetArrayLength());
        (await Berth("decide", file, "--policy", "queue", "--table")).Exits(0).Says("the number of waiting requests is unknown");
        (await Berth("decide", file, "--policy", "best-fit")).Exits(2).Says("how many replicas a service has");
        (await Berth("decide", Write("wrong.json", Scaling.Replace("maxReplicas", "maxReplica", StringComparison.Ordinal)))).Exits(2).Says("line 4, column 42: $.scaling.maxReplica is unknown; did you mean 'maxReplicas'?");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_every_mistake_of_a_situation_with_its_place()
    {
        var wrong = Situation.Replace("\"cores\": 2", "\"cores\": \"2\"", StringComparison.Ordinal).Replace("\"nowSeconds\": 0", "\"now\": 0", StringComparison.Ordinal);
        var result = (await Berth("decide", Write("wrong.json", wrong))).Exits(2).Says("$.tasks[0].cores is \"2\"").Says("$.nowSeconds is missing").Says("$.now is unknown");
        Assert.Empty(result.Output);
        (await Berth("decide", Write("right.json", Situation), "--policy", "best-fitt")).Exits(2).Says("did you mean 'best-fit'?");
        (await Berth("decide", "right.json", "--set", "cpu-wait=1")).Exits(2).Says("best-fit has no option 'cpu-wait'");
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_ask_again_what_was_asked_in_a_run_and_get_the_same_answer()
    {
        (await Berth("simulate", Write("experiment.yaml", Experiment), "--explain")).Exits(0);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "runs"), "situations-*.jsonl", SearchOption.AllDirectories));
        var lines = await File.ReadAllLinesAsync(file);
        var where = Array.FindIndex(lines, line => line.Contains("\"tasks\"", StringComparison.Ordinal)) + 1;
        var when = Array.FindIndex(lines, line => line.Contains("\"job\"", StringComparison.Ordinal)) + 1;
        foreach (var line in (int[])[where, when])
        {
            Assert.True(line > 0);
            Assert.True((await Berth("decide", file, "--line", $"{line}")).Exits(0).Json.GetProperty("sameAsRecorded").GetBoolean());
        }
        (await Berth("decide", file, "--line", "100000")).Exits(2).Says($"has {lines.Length} lines");
        (await Berth("decide", file)).Exits(2).Says("--line N");
        lines[where - 1] = lines[where - 1].Replace("\"chosen\":\"", "\"chosen\":\"not-", StringComparison.Ordinal).Replace("\"chosen\":null", "\"chosen\":\"none\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines);
        Assert.False((await Berth("decide", file, "--line", $"{where}")).Exits(1).Json.GetProperty("sameAsRecorded").GetBoolean());
    }

    private const string Services = """
        name: services
        seed: 7
        continuum:
          sites:
            pool: { tier: cloud, nodes: 6, cpu: 1, memory: 1Gi, power: { idle: 5W, peak: 25W }, carbon: { intensity: 300g/kWh } }
        services:
          classify:
            kind: image-classification
            site: pool
            load: { pattern: steps, rate: 4/s, peak: 30/s, period: 40s }
            least: 0
            most: 6
            start: 4s
            time: 100ms
            variation: 10%
            schedule: { at 0s: 2, at 20s: 4 }
            slo: { p99: 500ms }
            levers: { standby: { most: 2, cpu: 20m, activation: 100ms }, carbon: { above: 200g/kWh, most: 3 } }
        compare: { scaling: [fixed, schedule, hpa, hpa-70, hpa-90, keda, queue, kpa, oracle, berth] }
        run: { world: simulation, duration: 120s }
        """;

    [Fact(Timeout = 240 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_can_ask_again_how_many_replicas_a_run_wanted_and_get_the_same_answer()
    {
        (await Berth("simulate", Write("services.yaml", Services), "--explain")).Exits(0);
        var files = Directory.GetFiles(Path.Combine(Folder, "runs"), "situations-1-classify-*-1.jsonl", SearchOption.AllDirectories);
        Assert.Equal(10, files.Length);
        foreach (var file in files)
        {
            var lines = (await File.ReadAllLinesAsync(file)).Length;
            Assert.True(lines >= 2, $"{file} has {lines} lines");
            foreach (var line in (int[])[lines / 2 + 1, lines])
                Assert.True((await Berth("decide", file, "--line", $"{line}")).Exits(0).Json.GetProperty("sameAsRecorded").GetBoolean());
        }
        // Another answer than the recorded one is named.
        var changed = File.ReadLines(files[0]).First().Replace("\"decisions\":[{\"nowSeconds\":0,\"specReplicas\":0,\"replicas\":", "\"decisions\":[{\"nowSeconds\":0,\"specReplicas\":0,\"replicas\":9", StringComparison.Ordinal);
        (await Berth("decide", Write("changed.json", changed))).Exits(1).Says("replicas, then");
    }
}
