using System.Text.Json;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class RunSpecs(FinishedRuns runs) : Specs
{
    private static readonly string[] Stamps = ["scheduled", "preprocessed", "sent", "received", "dequeued", "processed", "replied", "returned"];

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_run_an_experiment_and_read_the_answer_in_a_table()
    {
        var run = await runs.Http;
        run.Result.Exits(0).Says("p99 ms").Says("Self-check: skipped").Says("Run camera on").Says($"Report: {run.Folder}/report.html");
        Assert.Matches(@"(?m)^\s*local\b.*\b40\s+0\s", run.Result.Output);
        Assert.Matches(@"(?m)^\s*edge\b.*\b40\s+0\s", run.Result.Output);
        Assert.DoesNotContain('\u001b', run.Result.Output);
        Assert.Contains("repetition 2 of 2", run.Result.Errors, StringComparison.Ordinal);
    }

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("http")]
    [InlineData("mqtt")]
    public async Task I_find_the_report_the_summary_the_tables_and_the_database_in_the_folder_of_the_run(string transport)
    {
        var run = await runs.ByTransport(transport);
        run.Result.Exits(0);
        Assert.Equal(["csv", "experiment.yaml", "machine.json", "report.html", "run.db", "summary.json"],
            Directory.GetFileSystemEntries(run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var report = await File.ReadAllTextAsync(Path.Combine(run.Folder, "report.html"));
        Assert.StartsWith("<!doctype html>", report, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("""(?i)<(script|link)[^>]+(src|href)\s*=\s*["']?https?:""", report);
        Assert.Equal(await File.ReadAllTextAsync(run.File), await File.ReadAllTextAsync(Path.Combine(run.Folder, "experiment.yaml")));
        var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run.Folder, "summary.json"))).RootElement;
        Assert.Equal(["local", "edge"], summary.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("placement").GetString()));
        if (transport == "mqtt")
            Assert.Equal(summary.ToString(), run.Result.Json.ToString());
        using var records = run.Records;
        var lines = await File.ReadAllLinesAsync(Path.Combine(run.Folder, "csv", "items.csv"));
        Assert.Equal(records.Count("items"), lines.Length - 1);
    }

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("http")]
    [InlineData("mqtt")]
    public async Task I_can_sum_the_parts_of_every_item_to_its_latency(string transport)
    {
        using var records = (await runs.ByTransport(transport)).Records;
        var items = records.Rows("select * from measured where outcome = 'completed'");
        Assert.Equal(records.Count("measured"), items.Count);
        Assert.Equal(transport == "http" ? 80 : 40, items.Count);
        foreach (var item in items)
        {
            var moments = Stamps.Select(stamp => (long)item[$"{stamp}_ns"]).ToList();
            Assert.Equal(moments.Order(), moments);
            Assert.Equal(moments[^1] - moments[0], moments.Zip(moments.Skip(1), (from, to) => to - from).Sum());
            Assert.True(moments[0] > 0 && moments[^1] > moments[0]);
        }
        // The mean parts that are printed sum to the mean latency.
        var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine((await runs.ByTransport(transport)).Folder, "summary.json"))).RootElement;
        foreach (var row in summary.GetProperty("results").EnumerateArray())
            Assert.Equal(row.GetProperty("latencyMeanMs").GetDouble(), row.GetProperty("partsMeanMs").EnumerateObject().Sum(part => part.Value.GetDouble()), 6);
    }

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("http")]
    [InlineData("mqtt")]
    public async Task I_can_see_why_each_decision_was_made_and_what_nodes_and_processes_did(string transport)
    {
        using var records = (await runs.ByTransport(transport)).Records;
        var decisions = records.Rows("select * from decisions");
        Assert.Equal(records.Count("deployments") * 2, decisions.Count);
        Assert.All(decisions, decision => Assert.NotEmpty((string)decision["reason"]));
        Assert.All(decisions, decision => Assert.NotEqual("[]", decision["candidates_json"]));
        Assert.All(decisions.Where(decision => (string)decision["policy"] == "edge"), decision => Assert.Equal("edge-1", decision["chosen"]));
        Assert.Equal(records.Count("deployments") * 3, records.Rows("select distinct deployment, node from node_samples").Count);
        Assert.Equal(0, records.Count("node_samples", "utilization_ratio < 0 or utilization_ratio > 1.1 or interval_ns <= 0"));
        Assert.Equal(["source", "worker"], records.Rows("select distinct role from process_samples where role <> 'broker' order by 1").Select(row => row["role"]));
        Assert.Equal(transport == "mqtt", records.Count("process_samples", "role = 'broker'") > 0);
        Assert.Equal(0, records.Count("process_samples", "resident_bytes <= 0 or threads <= 0 or uptime_s <= 0"));
        Assert.True(records.Count("process_samples", "cpu_percent > 0 and connections > 0") > 0);
        Assert.Equal(0, records.Count("link_flows", "dropped_by_queue_packets + dropped_down_packets + lost_by_chance_packets > 0"));
        Assert.Equal(0, records.Count("events"));
    }

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_read_the_figures_of_an_earlier_run_again()
    {
        var run = await runs.Http;
        var table = run.Result.Output[run.Result.Output.IndexOf("placement", StringComparison.Ordinal)..];
        (await Berth("report", run.Folder)).Exits(0).Says(string.Join(' ', table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var json = (await Berth("report", run.Folder, "--json")).Exits(0);
        Assert.Equal(2, json.Json.GetProperty("results").GetArrayLength());
    }

    [Fact(Timeout = 240 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_get_the_same_arrivals_and_the_same_placements_from_the_same_seed()
    {
        var first = await runs.Http;
        (await Berth("run", first.File, "--runs", "again")).Exits(0);
        using var one = first.Records;
        using var other = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, "again")));
        const string arrivals = "select placement, repetition, workload, source, worker, item, bytes, scheduled_ns - start_ns as offset_ns from items join deployments using (deployment) order by 1, 2, 3, 4, 6";
        Assert.Equal(one.Rows(arrivals), other.Rows(arrivals));
        const string decisions = "select deployment, policy, subject, chosen, reason, candidates_json from decisions order by 1, 3";
        Assert.Equal(one.Rows(decisions), other.Rows(decisions));
        // Each source and each repetition has arrivals of its own.
        Assert.Equal(4, one.Rows("select distinct scheduled_ns - start_ns as offset_ns from items join deployments using (deployment) where item = 0").Count);
    }
}
