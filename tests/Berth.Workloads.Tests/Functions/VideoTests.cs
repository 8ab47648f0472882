namespace Berth.Workloads.Tests.Functions;

[Collection("node processes")]
public sealed class VideoTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Speed", "Long")]
    public async Task It_encodes_what_can_be_played_in_three_sizes()
    {
        FunctionProcess.NeedFfmpeg();
        using var server = new FunctionProcess("video");
        foreach (var (profile, resolution, name, rate) in (IEnumerable<(int, string, string, double)>)[(0, "1280x720", "HD-ready", 1500), (1, "1920x1080", "Full HD", 3000), (2, "2560x1440", "Quad HD", 6500)])
        {
            var reply = (await server.Post("/video", $$"""{"profile":{{profile}},"seconds":0.5}""")).Is(200);
            output.WriteLine(reply.Json.ToString());
            Assert.Equal((resolution, name, rate), (reply.Json.GetProperty("resolution").GetString(), reply.Json.GetProperty("profile_name").GetString(), reply.Number("bitrate_kbps")));
            Assert.Equal((15, 15), (reply.Number("frames"), reply.Execution.GetProperty("work").GetDouble()));
            Assert.InRange(reply.Number("output_size"), 1000, reply.Number("input_size"));
            // The clip is made once.
            Assert.Equal(profile == 0, reply.Number("extraction_time") > 0);
            // The child's time and memory are in it: libx264 keeps dozens of frames.
            Assert.InRange(reply.Execution.GetProperty("cpu_seconds").GetDouble(), 0.1, 60);
            Assert.InRange(reply.Execution.GetProperty("peak_bytes").GetInt64(), 100L << 20, 2L << 30);
        }
        var again = (await server.Get("/video?profile=0&seconds=0.5")).Is(200);
        Assert.Equal(again.Number("output_size"), (await server.Get("/video?profile=0&seconds=0.5")).Number("output_size"));
    }

    [Fact]
    public async Task Without_ffmpeg_it_names_the_command_and_the_other_functions_go_on()
    {
        using var server = FunctionProcess.WithoutPath();
        var reply = (await server.Post("/video", "{}")).Is(501);
        Assert.Equal("ffmpeg is not installed, without which no video can be encoded. To install it: apt-get install --no-install-recommends ffmpeg", reply.Error);
        Assert.True(reply.Execution.GetProperty("machine_lacks").GetBoolean());
        (await server.Post("/pi", """{"num_samples":1000}""")).Is(200);
        Assert.False((await server.Get("/health")).Json.GetProperty("ffmpeg").GetBoolean());
    }

    [Fact]
    public async Task Ffmpeg_ends_when_the_execution_is_called_off_and_when_the_server_is_killed()
    {
        FunctionProcess.NeedFfmpeg();
        using var server = new FunctionProcess();
        var pid = await server.Pid();
        using var client = new CancellationTokenSource();
        var asked = server.Post("/video", """{"seconds":60}""", cancellation: client.Token);
        var child = await Child(pid);
        await client.CancelAsync();
        await Gone(child);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        var other = server.Post("/video", """{"seconds":60}""");
        child = await Child(pid);
        server.Kill();
        await Gone(child);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => other);
    }

    [Fact]
    public async Task A_killed_ffmpeg_is_told_and_the_server_lives()
    {
        FunctionProcess.NeedFfmpeg();
        using var server = new FunctionProcess();
        var pid = await server.Pid();
        var asked = server.Post("/video", """{"seconds":60}""");
        using (var ffmpeg = System.Diagnostics.Process.GetProcessById(await Child(pid)))
        {
            // The kernel would take it first, and not the server.
            Assert.True(await Comes(() => File.ReadAllText($"/proc/{ffmpeg.Id}/oom_score_adj").Trim() == "1000"));
            ffmpeg.Kill();
        }
        var reply = (await asked).Is(507);
        Assert.Equal("out_of_memory", reply.Execution.GetProperty("outcome").GetString());
        (await server.Post("/pi", """{"num_samples":1000}""")).Is(200);
    }

    /// <summary>Whether something comes true within ten seconds: the server says it of its child only once that has started.</summary>
    private static async Task<bool> Comes(Func<bool> condition)
    {
        var begun = Clock.MonotonicClock.Now;
        while (!condition() && Clock.MonotonicClock.Now - begun < 10_000_000_000)
            await Task.Delay(5);
        return condition();
    }

    private static async Task<int> Child(int pid)
    {
        var begun = Clock.MonotonicClock.Now;
        while (Clock.MonotonicClock.Now - begun < 20_000_000_000)
        {
            if (FunctionProcess.Children(pid, "ffmpeg") is [var child])
                return child;
            await Task.Delay(10);
        }
        throw new TimeoutException("no ffmpeg was started");
    }

    private static async Task Gone(int pid)
    {
        var begun = Clock.MonotonicClock.Now;
        while (File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal))
        {
            Assert.True(Clock.MonotonicClock.Now - begun < 5_000_000_000, $"process {pid} still runs");
            await Task.Delay(10);
        }
    }
}
