using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Model.Units;
using Berth.Workloads.Images;

namespace Berth.Workloads.Tests.Serving;

[Collection("node processes")]
public sealed partial class ReplicaTests(ITestOutputHelper output)
{
    private static readonly Picture Picture = Pictures.Generate(1, new Memory(20_000), "jpeg", 1)[0];

    [Fact]
    public async Task It_is_ready_with_a_measured_start_and_answers_as_the_service_of_the_course_did()
    {
        using var replica = new ReplicaProcess("--threads", "2", "--queue", "7");
        var health = await replica.Health();
        output.WriteLine($"started in {replica.StartupSeconds} s; {health}");
        Assert.Equal(("ready", 2, 7), (health.GetProperty("status").GetString(), health.GetProperty("threads").GetInt32(), health.GetProperty("queueLimit").GetInt32()));
        Assert.Equal(replica.StartupSeconds, health.GetProperty("startupSeconds").GetDouble(), 0.011);
        Assert.InRange(replica.StartupSeconds, 0.1, health.GetProperty("uptimeSeconds").GetDouble());

        using var bare = await replica.Client.PostAsync("/", new ByteArrayContent(Picture.Encoded));
        var said = JsonDocument.Parse(await bare.Content.ReadAsStringAsync()).RootElement;
        var (status, answer) = await replica.Predict(ReplicaProcess.Form(Picture.Encoded));
        Assert.Equal((HttpStatusCode.OK, "prediction"), (status, string.Join(' ', answer.EnumerateObject().Select(property => property.Name))));
        var prediction = Prediction().Match(answer.GetProperty("prediction").GetString()!);
        Assert.Equal(said.GetProperty("label").GetString(), prediction.Groups[1].Value);
        Assert.Equal(said.GetProperty("confidence").GetDouble() * 100, double.Parse(prediction.Groups[2].Value), 0.06);
    }

    [Fact]
    public async Task What_it_cannot_classify_is_refused_with_the_reason_and_counted()
    {
        using var replica = new ReplicaProcess();
        await Refused(replica, HttpStatusCode.BadRequest, "neither JPEG nor PNG", ReplicaProcess.Form("no picture at all"u8.ToArray()));
        await Refused(replica, HttpStatusCode.BadRequest, "", ReplicaProcess.Form(Picture.Encoded[..10_000]));
        await Refused(replica, HttpStatusCode.BadRequest, "0 bytes", ReplicaProcess.Form([]));
        await Refused(replica, HttpStatusCode.BadRequest, "no field named image", ReplicaProcess.Form(Picture.Encoded, "picture"));
        await Refused(replica, HttpStatusCode.UnsupportedMediaType, "multipart/form-data", new ByteArrayContent(Picture.Encoded));
        await Refused(replica, HttpStatusCode.RequestEntityTooLarge, "more than 10000000", ReplicaProcess.Form(new byte[10_000_001]));
        using (var wrong = await replica.Client.GetAsync("/predict"))
            Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await replica.Predict(ReplicaProcess.Form(Picture.Encoded))).Status);

        // A picture is counted when its thread has answered it, a moment after the answer.
        var metrics = "";
        for (var watch = Stopwatch.StartNew(); !metrics.Contains("processing_seconds_count 4", StringComparison.Ordinal) && watch.Elapsed < TimeSpan.FromSeconds(5);)
            metrics = await replica.Client.GetStringAsync("/metrics");
        foreach (var line in (string[])[
            "ml_app_requests_total{method=\"POST\",endpoint=\"/predict\",status=\"400\"} 4", "ml_app_requests_total{method=\"POST\",endpoint=\"/predict\",status=\"200\"} 1",
            "ml_app_response_time_seconds_bucket{endpoint=\"/predict\",le=\"+Inf\"} 8", "# TYPE ml_app_cpu_usage_percent gauge", "# TYPE ml_app_memory_usage_percent gauge",
            "berth_replica_processing_seconds_count 4", "berth_replica_queue_pictures 0", "berth_replica_ready 1"])
            Assert.Contains(line + "\n", metrics, StringComparison.Ordinal);
        Assert.All(metrics.TrimEnd('\n').Split('\n'), line => Assert.Matches(MetricLine(), line));
    }

    [Fact]
    public async Task SIGTERM_lets_it_finish_what_it_has_begun()
    {
        // Ten pictures wait for an eleventh until the patience is over; meanwhile the replica is told to end.
        using var replica = new ReplicaProcess("--batch", "11", "--batch-wait", "3s");
        var asked = Enumerable.Range(0, 10).Select(_ => replica.Predict(ReplicaProcess.Form(Picture.Encoded))).ToList();
        while ((await replica.Health()).GetProperty("waiting").GetInt32() < 10)
            await Task.Yield();
        replica.Terminate();
        foreach (var (status, answer) in await Task.WhenAll(asked))
            Assert.True(status == HttpStatusCode.OK, answer.ToString());
        Assert.Equal(0, replica.ExitCode());
        await Assert.ThrowsAsync<HttpRequestException>(() => replica.Client.GetStringAsync("/health"));
    }

    [Fact]
    [Trait("Speed", "Long")]
    public async Task It_waits_beside_the_processor_as_long_as_it_is_told_without_using_it()
    {
        using var replica = new ReplicaProcess("--pause", "150ms", "--pause-deviation", "20ms", "--seed", "3");
        await replica.Predict(ReplicaProcess.Form(Picture.Encoded));
        var times = new List<double>();
        var before = await replica.Metric("process_cpu_seconds_total");
        for (var request = 0; request < 12; request++)
        {
            var since = System.Diagnostics.Stopwatch.StartNew();
            await replica.Predict(ReplicaProcess.Form(Picture.Encoded));
            times.Add(since.Elapsed.TotalSeconds);
        }
        var used = (await replica.Metric("process_cpu_seconds_total") - before) / times.Count;
        output.WriteLine($"mean {times.Average():0.000} s, from {times.Min():0.000} to {times.Max():0.000}, {used:0.000} s of the processor");
        Assert.True(times.Min() > 0.08, "a wait is at least its mean less some deviations");
        Assert.InRange(times.Average(), 0.14, 0.4);
        Assert.True(times.Max() - times.Min() > 0.015, "waits differ");
        Assert.True(used < times.Average() - 0.1, "who waits does not compute");
    }

    [Theory]
    [InlineData("--port 70000", "--port 70000 is not between 0 and 65535")]
    [InlineData("--threads 0", "--threads 0 is not between")]
    [InlineData("--batch 0", "--batch 0 is not between")]
    [InlineData("--batch-wait 5", "--batch-wait 5 is not a duration")]
    [InlineData("--pause -1ms", "--pause -1ms is not a duration")]
    [InlineData("--address nowhere", "--address nowhere is no IP address")]
    [InlineData("--model /nowhere/model.onnx", "/nowhere/model.onnx")]
    public void What_it_cannot_do_it_says(string options, string why)
    {
        using var replica = NodeProcess.Run("sh", ["-c", "exec \"$@\" 2>&1", "sh", .. NodeProcess.CommandLine("work", "image-classification"), .. options.Split(' ')]);
        Assert.Contains(why, replica.Next(), StringComparison.Ordinal);
        Assert.Equal(2, replica.ExitCode(seconds: 20));
    }

    private static async Task Refused(ReplicaProcess replica, HttpStatusCode expected, string why, HttpContent content)
    {
        var (status, answer) = await replica.Predict(content);
        Assert.Equal(expected, status);
        Assert.Contains(why, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(answer.TryGetProperty("prediction", out _));
    }

    [GeneratedRegex(@"^(.+): (\d+\.\d)%$")]
    private static partial Regex Prediction();

    [GeneratedRegex(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? \S+)$")]
    private static partial Regex MetricLine();
}
