using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests.Functions;

[Collection("node processes")]
public sealed partial class ObservationTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
    [
        "process_cpu_percent", "process_cpu_user_seconds", "process_cpu_system_seconds", "process_memory_rss_bytes", "process_memory_vms_bytes", "process_memory_percent",
        "process_num_threads", "process_io_read_bytes", "process_io_write_bytes", "process_ctx_switches_voluntary", "process_ctx_switches_involuntary", "process_connections",
        "process_uptime_seconds", "process_cpu_seconds_total", "process_start_time_seconds", "process_open_fds",
    ];

    [Fact]
    public async Task Metrics_have_the_names_of_the_student_project_and_grow_with_the_work()
    {
        using var server = new FunctionProcess();
        var before = Read(await server.Client.GetStringAsync("/metrics"));
        (await server.Post("/stress", """{"input":300000000}""")).Is(200);
        var after = Read(await server.Client.GetStringAsync("/metrics"));
        Assert.All(Names, name => Assert.True(double.IsFinite(after[name]), name));
        var used = after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"];
        Assert.InRange(used, 0.2, 60);
        Assert.Equal(after["process_cpu_user_seconds"] + after["process_cpu_system_seconds"], after["process_cpu_seconds_total"], 6);
        Assert.InRange(after["process_cpu_percent"], 20, 200);
        Assert.InRange(after["process_memory_rss_bytes"], 20e6, 1e9);
        Assert.InRange(after["process_connections"], 2, 10);
        Assert.InRange(after["process_uptime_seconds"] - before["process_uptime_seconds"], 0.1, 60);
        Assert.Equal(before["process_start_time_seconds"], after["process_start_time_seconds"]);
        Assert.Contains(after.Keys, key => ProcessInfo().IsMatch(key));
        Assert.Equal(1, after["berth_function_executions_total{function=\"stress\",outcome=\"done\"}"]);
        Assert.Equal(1, after["berth_function_work_seconds_count{function=\"stress\"}"]);
    }

    [Fact]
    [Trait("Speed", "Long")]
    public async Task Metrics_count_ffmpeg_while_it_works_and_when_it_has_ended()
    {
        FunctionProcess.NeedFfmpeg();
        using var server = new FunctionProcess();
        var seconds = new List<double> { await server.Metric("process_cpu_seconds_total") };
        var memory = new List<double>();
        var asked = server.Post("/video", """{"seconds":1,"profile":0}""");
        while (!asked.IsCompleted)
        {
            var metrics = Read(await server.Client.GetStringAsync("/metrics"));
            seconds.Add(metrics["process_cpu_seconds_total"]);
            memory.Add(metrics["process_memory_rss_bytes"]);
            await Task.Delay(20);
        }
        var reply = (await asked).Is(200);
        seconds.Add(await server.Metric("process_cpu_seconds_total"));
        Assert.Equal(seconds.Order(), seconds);
        var work = reply.Execution.GetProperty("cpu_seconds").GetDouble();
        Assert.InRange(seconds[^1] - seconds[0], work, 4 * work + 5);
        Assert.Contains(seconds, value => value - seconds[0] > work / 2 && value < seconds[^1] - work / 4);
        Assert.InRange(memory.Max() - memory.Min(), 100e6, 1e9);
    }

    [Fact]
    public async Task Each_request_is_one_line_of_JSON()
    {
        using var server = new FunctionProcess();
        var reply = (await server.Post("/pi", """{"num_samples":1000}""")).Is(200);
        (await server.Get("/dense?num_samples=100&epochs=1")).Is(200);
        (await server.Post("/video", """{"profil":1}""")).Is(400);
        (await server.Get("/health")).Is(200);
        (await server.Post("/nothing", "")).Is(404);
        var line = server.LogLine();
        Assert.Equal(["type", "end_timestamp_ns", "start_timestamp_ns", "endpoint", "method", "payload", "status"], line.EnumerateObject().Take(7).Select(property => property.Name));
        Assert.Equal(("prev_request_history", "/pi", "POST", """{"num_samples":1000}""", 200), Short(line));
        Assert.Equal(reply.Execution.GetProperty("start_timestamp_ns").GetInt64(), line.GetProperty("start_timestamp_ns").GetInt64());
        Assert.Equal(reply.Execution.GetProperty("end_timestamp_ns").GetInt64(), line.GetProperty("end_timestamp_ns").GetInt64());
        Assert.Equal(("prev_request_history", "/dense", "GET", """{"num_samples":100,"epochs":1}""", 200), Short(server.LogLine()));
        Assert.Equal(("prev_request_history", "/video", "POST", """{"profil":1}""", 400), Short(server.LogLine()));
        var last = server.LogLine();
        Assert.Equal(("/nothing", JsonValueKind.Null, 404), (last.GetProperty("endpoint").GetString(), last.GetProperty("payload").ValueKind, last.GetProperty("status").GetInt32()));
        Assert.InRange(last.GetProperty("end_timestamp_ns").GetInt64() - last.GetProperty("start_timestamp_ns").GetInt64(), 0, 5_000_000_000);
    }

    [Fact]
    public async Task Lines_are_pushed_to_Loki_even_when_it_comes_late()
    {
        var port = Loopback.FreePort();
        using var server = new FunctionProcess("functions", "--loki", $"http://127.0.0.1:{port}", "--size", "small", "--pod", "pod-1");
        // Nobody listens: requests do not notice.
        (await server.Post("/pi", """{"num_samples":1000}""")).Is(200);
        (await server.Post("/stress", """{"input":5}""")).Is(200);
        var line = server.LogLine();
        using var loki = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        loki.Start();
        var streams = new Dictionary<string, JsonElement>();
        while (streams.Count < 2)
        {
            var context = await loki.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(("POST", "/loki/api/v1/push", "application/json"), (context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.ContentType));
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            foreach (var stream in JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement.GetProperty("streams").EnumerateArray())
                streams[stream.GetProperty("stream").ToString()] = stream.GetProperty("values");
            context.Response.StatusCode = 204;
            context.Response.Close();
        }
        var pi = streams["""{"size":"small","function":"pi","pod":"pod-1"}"""].EnumerateArray().Single();
        Assert.Equal(line.GetProperty("end_timestamp_ns").GetInt64(), long.Parse(pi[0].GetString()!));
        Assert.Equal(line.ToString(), pi[1].GetString());
        Assert.Contains("""{"size":"small","function":"stress","pod":"pod-1"}""", streams.Keys);
    }

    [Fact]
    public async Task A_dead_Loki_does_not_hold_up_the_end()
    {
        using var server = new FunctionProcess("pi", "--loki", $"http://127.0.0.1:{Loopback.FreePort()}");
        (await server.Post("/pi", """{"num_samples":1000}""")).Is(200);
        var begun = Clock.MonotonicClock.Now;
        server.Terminate();
        Assert.Equal(0, server.ExitCode());
        var seconds = (Clock.MonotonicClock.Now - begun) / 1e9;
        output.WriteLine($"{seconds:0.0} s");
        Assert.InRange(seconds, 0, 10);
    }

    private static (string?, string?, string?, string, int) Short(JsonElement line) => (
        line.GetProperty("type").GetString(), line.GetProperty("endpoint").GetString(), line.GetProperty("method").GetString(), line.GetProperty("payload").ToString(), line.GetProperty("status").GetInt32());

    private static Dictionary<string, double> Read(string metrics)
    {
        var lines = metrics.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(MetricLine(), line));
        return lines.Where(line => line[0] != '#').ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..]));
    }

    [GeneratedRegex(@"^process_info\{pid=""\d+"",name=""[^""]+"",cmdline="".+work functions --port 0""\}$")]
    private static partial Regex ProcessInfo();

    [GeneratedRegex(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? \S+)$")]
    private static partial Regex MetricLine();
}
