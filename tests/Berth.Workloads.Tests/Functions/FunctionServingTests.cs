using System.Numerics;
using Berth.Model.Observations;
using Berth.Workloads.Functions;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests.Functions;

[Collection("node processes")]
public sealed class FunctionServingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_function_says_what_it_found_and_what_it_took()
    {
        using var server = new FunctionProcess();
        output.WriteLine($"started in {server.StartupSeconds} s");

        var pi = (await server.Get("/pi?num_samples=3000000&seed=5")).Is(200);
        Assert.InRange(Math.Abs(pi.Number("estimated_pi") - Math.PI), 0, 6 * pi.Number("expected_error"));
        Assert.Equal(Math.Sqrt(Math.PI * (4 - Math.PI) / 3e6), pi.Number("expected_error"), 12);
        Assert.Equal(pi.Number("estimated_pi"), (await server.Post("/pi", """{"num_samples":3e6,"seed":5}""")).Number("estimated_pi"));
        Assert.NotEqual(pi.Number("estimated_pi"), (await server.Post("/pi", """{"num_samples":3000000,"seed":6}""")).Number("estimated_pi"));
        Assert.Equal(3_000_000, (await server.Post("/pi", """{"num_samples":3000000}""")).Execution.GetProperty("work").GetDouble());

        foreach (var (path, input) in (IEnumerable<(string, long)>)[("/ml", 0), ("/ml", 1), ("/stress", 15), ("/stress", 30_000_001)])
        {
            var stress = (await server.Post(path, $$"""{"input":{{input}}}""")).Is(200);
            Assert.Equal((long)BigInteger.ModPow(2, Math.Max(0, input - 1), 1_000_000), stress.Json.GetProperty("result").GetInt64());
            Assert.Equal("endpoint OK\n", stress.Json.GetProperty("data").GetString());
        }

        var dense = (await server.Post("/dense", """{"num_samples":2000,"epochs":2,"units":32}""")).Is(200);
        output.WriteLine(dense.Json.ToString());
        Assert.Equal((1600, 100), (dense.Number("training_samples"), dense.Number("training_steps")));
        Assert.InRange(dense.Number("accuracy"), 0.5, 1);
        Assert.Equal(dense.Number("loss"), (await server.Get("/dense?num_samples=2000&epochs=2&units=32")).Number("loss"));
    }

    [Fact]
    public async Task What_an_execution_took_is_measured_from_its_start_to_its_end()
    {
        using var server = new FunctionProcess("stress");
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var small = FunctionAnswer.Parse((await server.Post("/stress", """{"input":100000000,"memory_mb":10}""")).Is(200).Json.ToString())!;
        var reply = (await server.Post("/stress", """{"input":100000000,"memory_mb":200}""")).Is(200);
        var large = FunctionAnswer.Parse(reply.Json.ToString())!;
        var after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000 + 1_000_000;
        Assert.Equal((ExecutionOutcome.Done, "stress", "operations", 99_999_999.0), (large.Outcome, large.Function, large.WorkUnit, large.Work));
        Assert.Equal("""{"input":100000000,"memory_mb":200}""", large.Parameters);
        Assert.Equal(reply.Execution.ToString(), System.Text.Json.JsonDocument.Parse(large.ToJson()).RootElement.GetProperty("execution").ToString());
        Assert.True(before <= small.StartTimestamp && small.EndTimestamp <= large.StartTimestamp && large.EndTimestamp <= after);
        Assert.Equal(large.End - large.Start, large.EndTimestamp - large.StartTimestamp);
        Assert.True(large.Received <= large.Start && large.Start < large.End);
        // One thread: it cannot take more processor time than time, but for the other threads' little.
        Assert.InRange(large.CpuSeconds, 0.03, (large.End - large.Start) / 1e9 + 0.1);
        // The peak is of this execution, not of the process's life.
        Assert.InRange(large.PeakBytes - small.PeakBytes, 180L << 20, 200L << 20);
        var again = FunctionAnswer.Parse((await server.Post("/stress", """{"input":1,"memory_mb":10}""")).Is(200).Json.ToString())!;
        Assert.InRange(again.PeakBytes - small.PeakBytes, -(20L << 20), 20L << 20);
    }

    [Theory]
    [InlineData("/pi", """{"num_sample":5}""", 400, "num_sample: is no parameter; did you mean 'num_samples'?")]
    [InlineData("/pi", """{"num_samples":0}""", 400, "num_samples: 0 is too small; a whole number from 1 to 10000000000000; nearest: 1")]
    [InlineData("/pi", """{"num_samples":""", 400, "the body is no JSON")]
    [InlineData("/dense", """{"epochs":"five"}""", 400, "epochs: the text \"five\" is no number; a whole number from 1 to 1000; without it: 5")]
    [InlineData("/video", """{"profile":3}""", 400, "profile: 3 is too large; a whole number from 0 to 2; nearest: 2")]
    [InlineData("/ml", "", 400, "input: is missing; a whole number from 0 to 10000000000000")]
    [InlineData("/nothing", "{}", 404, "nothing is at /nothing; there are /dense, /pi, /video, /stress, /ml")]
    [InlineData("/health", "{}", 405, "/health is asked for by GET")]
    public async Task What_cannot_be_asked_is_refused_with_the_reason(string path, string body, int status, string why)
    {
        using var server = new FunctionProcess();
        var reply = (await server.Post(path, body)).Is(status);
        Assert.StartsWith(why, reply.Error, StringComparison.Ordinal);
        Assert.False(reply.Json.GetProperty("success").GetBoolean());
        (await server.Get("/stress")).Is(405);
        (await server.Get("/pi?num_samples=x")).Is(400);
        (await server.Post("/pi", """{"num_samples":10}""", "not a name")).Is(400);
        (await server.Post("/pi", new string(' ', 70_000))).Is(413);
        (await server.Get("/progress/unknown")).Is(404);
        (await server.Delete("/executions/unknown")).Is(404);
        (await server.Post("/pi", "")).Is(200);
    }

    [Fact]
    public async Task One_executes_the_others_wait_and_too_many_are_refused()
    {
        using var server = new FunctionProcess("functions", "--queue", "2");
        var first = server.Post("/stress", """{"input":1e13}""", "first");
        await server.Runs("first");
        var second = server.Post("/pi", """{"num_samples":10}""", "second");
        var third = server.Post("/stress", """{"input":10}""", "third");
        while ((await server.Get("/health")).Number("waiting") < 2)
            await Task.Yield();
        var refused = (await server.Post("/pi", """{"num_samples":10}""", "fourth")).Is(503);
        Assert.Equal("the queue is full", refused.Error);
        Assert.NotNull(refused.RetryAfter);
        (await server.Post("/pi", """{"num_samples":10}""", "second")).Is(409);
        var open = (await server.Get("/progress")).Json.GetProperty("executions").EnumerateArray().Select(each => $"{each.GetProperty("id")} {each.GetProperty("state")}").ToList();
        Assert.Equal("first running", open[0]);
        Assert.Equal(["second waiting", "third waiting"], open.Skip(1).Order());

        // The one that waits is gone at once, and leaves its place to another.
        (await server.Delete("/executions/third")).Is(202);
        Assert.Equal("cancelled", (await third).Is(409).Execution.GetProperty("outcome").GetString());
        var fifth = server.Post("/stress", """{"input":10}""", "fifth");
        (await server.Delete("/executions/first")).Is(202);
        var cancelled = (await first).Is(409);
        Assert.InRange(cancelled.Execution.GetProperty("work").GetDouble(), 1, 1e13);
        Assert.Equal("second", (await second).Is(200).Id);
        (await fifth).Is(200);
        Assert.Equal((1.0, "finished"), ((await server.Get("/progress/fifth")).Number("progress"), (await server.Get("/progress/fifth")).Json.GetProperty("state").GetString()));
        (await server.Delete("/executions/fifth")).Is(409);
    }

    [Theory]
    [InlineData("/stress", """{"input":1e13}""")]
    [InlineData("/pi", """{"num_samples":1e13}""")]
    [InlineData("/dense", """{"num_samples":1000000,"epochs":1000,"batch_size":4096,"num_layers":8,"units":2048}""")]
    [InlineData("/video", """{"seconds":600,"profile":2}""")]
    public async Task Calling_off_takes_a_tenth_of_a_second(string path, string body)
    {
        if (path == "/video")
            FunctionProcess.NeedFfmpeg();
        using var server = new FunctionProcess();
        var took = new List<double>();
        for (var round = 0; round < 6; round++)
        {
            using var client = new CancellationTokenSource();
            var (id, leaves) = ($"{path[1..]}-{round}", round % 2 == 0);
            var asked = server.Post(path, body, id, client.Token);
            await server.Runs(id);
            await Task.Delay(200);
            var begun = Clock.MonotonicClock.Now;
            if (leaves)
                await client.CancelAsync();
            else
                (await server.Delete($"/executions/{id}")).Is(202);
            while ((await server.Get("/health")).Number("busy") > 0)
                await Task.Yield();
            took.Add((Clock.MonotonicClock.Now - begun) / 1e6);
            if (leaves)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
            else
                Assert.Equal("the execution was cancelled", (await asked).Is(409).Error);
        }
        output.WriteLine($"{path}: {string.Join(", ", took.Select(each => each.ToString("0.0")))} ms");
        // Others may use the machine: the median.
        Assert.InRange(took.Order().ElementAt(2), 0, 100);
    }

    [Fact]
    public async Task Progress_grows_while_it_works()
    {
        using var server = new FunctionProcess("pi");
        var asked = server.Post("/pi", """{"num_samples":2e9}""", "grows");
        await server.Runs("grows");
        var seen = new List<double>();
        while (!asked.IsCompleted)
            seen.Add((await server.Get("/progress/grows")).Number("progress"));
        (await asked).Is(200);
        Assert.Equal(seen.Order(), seen);
        Assert.Contains(seen, fraction => fraction is > 0.05 and < 0.95);
    }

    [Fact]
    public async Task SIGTERM_lets_what_runs_end_and_calls_off_what_waits()
    {
        using var server = new FunctionProcess("pi", "--grace", "60s");
        var running = server.Post("/pi", """{"num_samples":3e9}""", "runs");
        await server.Runs("runs");
        var waits = server.Post("/pi", """{"num_samples":1e13}""", "waits");
        while ((await server.Get("/health")).Number("waiting") < 1)
            await Task.Yield();
        server.Terminate();
        (await waits).Is(409);
        (await running).Is(200);
        Assert.Equal(0, server.ExitCode());
    }

    [Fact]
    public async Task SIGTERM_calls_off_what_takes_longer_than_the_grace()
    {
        using var server = new FunctionProcess("stress", "--grace", "200ms");
        var running = server.Post("/stress", """{"input":1e13}""", "runs");
        await server.Runs("runs");
        server.Terminate();
        (await running).Is(409);
        Assert.Equal(0, server.ExitCode());
    }

    [Theory]
    [InlineData("functions --port 70000", "--port 70000 is not between 0 and 65535")]
    [InlineData("pi --queue 0", "--queue 0 is not between")]
    [InlineData("dense --grace soon", "--grace soon is not a duration")]
    [InlineData("stress --loki nowhere", "--loki nowhere is no address")]
    [InlineData("video --address nowhere", "--address nowhere is no IP address")]
    public void What_it_cannot_do_it_says(string command, string why)
    {
        using var server = NodeProcess.Run("sh", ["-c", "exec \"$@\" 2>&1", "sh", .. NodeProcess.CommandLine(["work", .. command.Split(' ')])]);
        Assert.Contains(why, server.Next(), StringComparison.Ordinal);
        Assert.Equal(2, server.ExitCode(seconds: 20));
    }
}
