using System.Buffers;
using System.Text;
using System.Text.Json;
using Berth.Model.Observations;
using Berth.Records.Collection;
using Berth.Records.History;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.History;

public sealed class RequestHistoryTests : IDisposable
{
    private const long Second = 1_000_000_000, Begin = 1_700_000_000 * Second;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_collected_request_has_the_fields_and_five_points_of_each_metric()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddSamples(
                [(1, Series("process_uptime_seconds")), (2, Series("served_total", ("status", "200"))), (3, Series("served_total", ("status", "500"))), (4, Series("python_gc_collections_total")), (5, Series("process_cpu_percent"))],
                Enumerable.Range(0, 11).SelectMany(second => Enumerable.Range(1, 4).Select(series => new SeriesSample(series, Begin + second * Second, second * series))));
            store.AddRequests([Request(2500, 6500), Request(500, 600), Request(9_000, 20_000)]);
        }
        using var reader = RunReader.Open(_folder["run.db"]);
        var page = await RequestHistory.ReadAsync(new CollectedHistory(reader), new());
        Assert.Equal(
            """[{"pod":"a","ip":"10.0.0.1","exec_duration_ns":100000000,"input":{"n":1},"function":"pi","states":{"process_uptime_seconds":[0,0,0,0,0],"served_total{status=\"200\"}":[0,0,0,0,0],"served_total{status=\"500\"}":[0,0,0,0,0]}},""" +
            """{"pod":"a","ip":"10.0.0.1","exec_duration_ns":4000000000,"input":{"n":1},"function":"pi","states":{"process_uptime_seconds":[2,3,4,5,6],"served_total{status=\"200\"}":[4,6,8,10,12],"served_total{status=\"500\"}":[6,9,12,15,18]}},""" +
            """{"pod":"a","ip":"10.0.0.1","exec_duration_ns":11000000000,"input":{"n":1},"function":"pi","states":{"process_uptime_seconds":[9,10,null,null,null],"served_total{status=\"200\"}":[18,20,null,null,null],"served_total{status=\"500\"}":[27,30,null,null,null]}}]""",
            Json(page.Entries));
        using var all = JsonDocument.Parse(Json(page.Entries, GapValue.Keep, HistoryExtras.Times | HistoryExtras.Deltas | HistoryExtras.Ages | HistoryExtras.Gaps));
        var (whole, cut) = (all.RootElement[1], all.RootElement[2]);
        Assert.Equal("[9,10,10,10,10]", cut.GetProperty("states").GetProperty("process_uptime_seconds").GetRawText());
        Assert.Equal(8, whole.GetProperty("deltas").GetProperty("served_total{status=\"200\"}").GetDouble());
        Assert.Equal(JsonValueKind.Null, cut.GetProperty("deltas").GetProperty("process_uptime_seconds").ValueKind);
        Assert.Equal((0, 1), (whole.GetProperty("gaps").GetProperty("process_uptime_seconds").GetInt32(), cut.GetProperty("gaps").GetProperty("process_uptime_seconds").GetInt32()));
        Assert.Equal("[500000000,500000000,500000000,500000000,500000000]", whole.GetProperty("ages_ns").GetProperty("process_uptime_seconds").GetRawText());
        Assert.Equal("[false,false,true,true,true]", cut.GetProperty("stale").GetProperty("process_uptime_seconds").GetRawText());
        Assert.Equal(4, whole.GetProperty("samples").GetProperty("process_uptime_seconds").GetInt32());
        Assert.Equal((Begin + 2500 * 1_000_000L, 200, "POST"), (whole.GetProperty("start_ns").GetInt64(), whole.GetProperty("status").GetInt32(), whole.GetProperty("method").GetString()));
        Assert.Contains("\"states\":{}", Json([page.Entries[2]], GapValue.Omit));
        var some = await RequestHistory.ReadAsync(new CollectedHistory(reader), new() { From = Begin + Second, Limit = 1, Offset = 1 });
        Assert.Equal((2, Begin + 9 * Second), (some.Total, Assert.Single(some.Entries).Request.Request.Start));
        Assert.Empty((await RequestHistory.ReadAsync(new CollectedHistory(reader), new() { Function = "ml" })).Entries);
        Assert.Empty((await RequestHistory.ReadAsync(new CollectedHistory(reader), new() { Pod = "b" })).Entries);
        Assert.Equal(Begin + 500 * 1_000_000L, Assert.Single((await RequestHistory.ReadAsync(new CollectedHistory(reader), new() { To = Begin + Second })).Entries).Request.Request.Start);
        var endpoint = Assert.Single(await new CollectedHistory(reader).EndpointsAsync("process_cpu_percent"));
        Assert.Equal(["__name__", "pod", "pod_ip"], endpoint.Keys);
    }

    [Fact]
    public async Task A_request_of_a_program_that_was_not_measured_has_no_states()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
            store.AddRequests([Request(0, 5)]);
        using var reader = RunReader.Open(_folder["run.db"]);
        Assert.Equal("""[{"pod":"a","ip":"","exec_duration_ns":5000000,"input":{"n":1},"function":"pi","states":{}}]""", Json((await RequestHistory.ReadAsync(new CollectedHistory(reader), new())).Entries));
    }

    [Fact]
    public async Task An_emulated_run_has_the_metrics_of_its_processes()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
            foreach (var deployment in (int[])[1, 2])
            {
                store.SetDeployment(Examples.Deployment(deployment));
                // The second repetition has the same process, at the same moments of a run whose clock was turned back by its dilation.
                store.AddProcessSamples(deployment, Enumerable.Range(0, 10).Select(second => Examples.Process with
                {
                    Moment = second * Second, UserSeconds = deployment * second, SystemSeconds = 0.5, VoluntarySwitches = second < 5 ? second * 10 : second - 5, UptimeSeconds = second,
                }));
                store.AddExecutions(deployment, [Execution(1, 2 * Second, 6 * Second, ExecutionOutcome.Done), Execution(2, 0, 0, ExecutionOutcome.Refused)]);
            }
        using var reader = RunReader.Open(_folder["run.db"]);
        var source = new ExecutionHistory(reader);
        var page = await RequestHistory.ReadAsync(source, new());
        Assert.Equal(2, page.Total);
        Assert.All(page.Entries, entry => Assert.Equal(14, entry.States.Count));
        Assert.Equal([4.0, 8.0], page.Entries.Select(entry => entry.States.Single(state => state.Name == "process_cpu_seconds_total").Delta).Order());
        // Ten a second until the process started anew: 20 to 40, then 0 and 1.
        Assert.All(page.Entries, entry => Assert.Equal(20 + 0 + 1, entry.States.Single(state => state.Name == "process_ctx_switches_voluntary").Delta));
        using var json = JsonDocument.Parse(Json(page.Entries));
        Assert.Equal(("edge-2-4711", "edge-2", "pi", 4 * Second), (
            json.RootElement[0].GetProperty("pod").GetString(), json.RootElement[0].GetProperty("ip").GetString(), json.RootElement[0].GetProperty("function").GetString(), json.RootElement[0].GetProperty("exec_duration_ns").GetInt64()));
        Assert.Equal("[2,3,4,5,6]", json.RootElement[0].GetProperty("states").GetProperty("process_uptime_seconds").GetRawText());
        var endpoint = Assert.Single(await source.EndpointsAsync("process_cpu_percent"));
        Assert.Equal(("edge-2-4711", "small", "edge-2"), (endpoint["pod"], endpoint["size"], endpoint["pod_ip"]));
        Assert.Empty(await source.EndpointsAsync("other"));
    }

    private static MetricSeries Series(string name, params (string Label, string Value)[] labels) =>
        new(name, labels.Append(("pod", "a")).Append(("pod_ip", "10.0.0.1")).ToDictionary(), name.EndsWith("_total", StringComparison.Ordinal) ? SeriesKind.Counter : SeriesKind.Gauge);

    private static ServedRequest Request(long startMs, long endMs) => new("a", "/pi", "POST", Begin + startMs * 1_000_000, Begin + endMs * 1_000_000, 200, """{"n":1}""");

    private static Execution Execution(int number, long start, long end, ExecutionOutcome outcome) =>
        new(number, "pi", "edge-2", 4711, "small", """{"num_samples":5}""", start, end, outcome, 1, 0.5, 1 << 20, 1, "{}");

    private static string Json(IEnumerable<HistoryEntry> entries, GapValue gap = GapValue.Null, HistoryExtras extras = HistoryExtras.None)
    {
        var output = new ArrayBufferWriter<byte>();
        HistoryJson.Write(output, entries, gap, extras);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
