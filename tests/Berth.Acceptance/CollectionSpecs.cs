using System.Globalization;
using System.Text.Json;
using Berth.Acceptance.Harness;
using Berth.Records.Tests.Servers;

namespace Berth.Acceptance;

public sealed class CollectionSpecs : Specs
{
    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_collect_from_my_program_and_see_what_each_request_did_to_it()
    {
        await using var exporter = await MovingExporter.StartAsync();
        var collecting = Start("collect", $"small={exporter.Address}", "--log", "small=api.log", "--every", "500ms", "--csv", "--json");
        await collecting.Says("collecting into", Patience);
        await Scraped(exporter, 4);
        var start = Now();
        await Scraped(exporter, exporter.Scrapes + 6);
        await File.AppendAllTextAsync(Path.Combine(Folder, "api.log"), "INFO " + Line(start, Now()) + "\n");
        await Scraped(exporter, exporter.Scrapes + 2);
        Signals.Interrupt(collecting.Pid);
        var result = (await collecting.End(Patience)).Exits(0).Json;
        var folder = result.GetProperty("runFolder").GetString()!;
        Assert.Equal((1, 0), (result.GetProperty("requests").GetInt32(), result.GetProperty("wrongLines").GetInt32()));
        Assert.InRange(result.GetProperty("samples").GetInt32(), 80, 500);
        Assert.StartsWith("series,moment_ns,value\r\n", await File.ReadAllTextAsync(Path.Combine(folder, "csv", "samples.csv")), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(Path.Combine(folder, "csv", "requests.csv")).Count());

        var serving = Start("history", folder, "--listen", "127.0.0.1:0");
        var address = await serving.Prints("ready ", Patience);
        using var http = new HttpClient();
        using var endpoints = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{address}/endpoints")));
        Assert.Equal(("process_cpu_percent", "small"), (endpoints.RootElement[0].GetProperty("__name__").GetString(), endpoints.RootElement[0].GetProperty("pod").GetString()));
        using var history = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{address}/history")));
        var request = Assert.Single(history.RootElement.EnumerateArray());
        Assert.Equal(["pod", "ip", "exec_duration_ns", "input", "function", "states"], request.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("small", "127.0.0.1", "pi", 7), (request.GetProperty("pod").GetString(), request.GetProperty("ip").GetString(), request.GetProperty("function").GetString(), request.GetProperty("input").GetProperty("n").GetInt32()));
        double[] uptime = [.. request.GetProperty("states").GetProperty("process_uptime_seconds").EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(5, uptime.Length);
        // What the program says of its time passed as the request did, but for one scrape at each end.
        Assert.InRange(uptime[^1] - uptime[0], request.GetProperty("exec_duration_ns").GetInt64() * 1e-9 - 1.1, request.GetProperty("exec_duration_ns").GetInt64() * 1e-9 + 1.1);
        Signals.Terminate(serving.Pid);
        (await serving.End(Patience)).Exits(0);
        (await Berth("report", folder)).Exits(2).Says("it is a collection, which has no report");
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_am_told_when_a_program_never_answers_and_what_I_got_wrong()
    {
        var dead = $"dead=http://127.0.0.1:{ServerProcess.FreePort()}/metrics";
        (await Berth("collect", dead, "--every", "100ms", "--for", "500ms")).Exits(1).Says("dead never answered").Says("0 requests");
        (await Berth("collect")).Exits(2).Says("there is nothing to collect");
        (await Berth("collect", "a=ftp://x")).Exits(2).Says("is no address");
        (await Berth("collect", "a=http://127.0.0.1:1", "a=http://127.0.0.1:2")).Exits(2).Says("two targets are called a");
        (await Berth("collect", "a=http://127.0.0.1:1", "b=http://127.0.0.1:2", "--log", "c.log")).Exits(2).Says("NAME is one of a, b");
        (await Berth("collect", dead, "--every", "0s")).Exits(2).Says("--every 0s is not a duration");
        (await Berth("collect", dead, "--store", "nonsense")).Exits(3).Says("no connection string");
        (await Berth("history", "nowhere")).Exits(2).Says("is not the folder of a run");
        (await Berth("history")).Exits(2).Says("or --prometheus and --loki");
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_name_my_programs_in_a_file_as_Prometheus_has_it()
    {
        await using var exporter = await MovingExporter.StartAsync();
        Write("targets.json", $$"""[ { "targets": ["{{exporter.Address.Authority}}"], "labels": { "pod": "a", "size": "large" } } ]""");
        (await Berth("collect", "--targets", "targets.json", "--every", "200ms", "--for", "1s", "--json")).Exits(0);
        using var records = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")));
        Assert.True(records.Count("series", """labels_json like '%"size":"large"%' and labels_json like '%"pod":"a"%'""") >= 8);
        (await Berth("collect", "--targets", Write("wrong.json", "{}"))).Exits(2).Says("wrong.json:");
    }

    private static async Task Scraped(MovingExporter exporter, int times)
    {
        while (exporter.Scrapes < times)
            await Task.Delay(20);
    }

    private static long Now() => (TimeProvider.System.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    private static string Line(long start, long end) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"type":"prev_request_history","start_timestamp_ns":{{{start}}},"end_timestamp_ns":{{{end}}},"endpoint":"/pi","method":"POST","payload":{"n":7},"status":200}""");
}
