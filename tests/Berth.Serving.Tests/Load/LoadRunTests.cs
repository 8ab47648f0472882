using System.Diagnostics;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Records.Formats.Requests;
using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

[CollectionDefinition(nameof(LoadRunTests), DisableParallelization = true)]
[Collection(nameof(LoadRunTests))]
public sealed class LoadRunTests(ITestOutputHelper output)
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_request_is_sent_once_and_not_before_its_moment(int processes)
    {
        using var service = new FakeService(_ => Task.FromResult<string?>(FakeService.Says(200, """{"label":"Bag"}""")));
        var settings = Settings(service, rate: 60, seconds: 2) with { Load = Load(60) with { Within = Arrivals.Poisson } };
        var result = await Run(settings, processes);
        Assert.Equal(RequestLoads.Moments(settings.Load, 2, settings.Seed, settings.Stream), result.Requests.Select(request => request.Scheduled));
        Assert.Equal(Enumerable.Range(0, result.Requests.Count).Select(index => (long)index), result.Requests.Select(request => request.Index));
        Assert.All(result.Requests, request => Assert.Equal((LoadOutcome.Completed, 200), (request.Outcome, request.Status)));
        Assert.All(result.Requests, request => Assert.True(request.Scheduled <= request.Sent && request.Sent < request.Returned));
        Assert.All(result.Requests, request => Assert.NotNull(request.Correct));
        Assert.Equal((processes, false), (result.Processes, result.Interrupted));
        Assert.True(service.Connections < result.Requests.Count, "connections are used again");
    }

    [Fact]
    public async Task What_is_refused_or_fails_or_comes_too_late_is_told_apart()
    {
        using var service = new FakeService(number => (number % 6) switch
        {
            0 => Answer(200), 1 => Answer(429), 2 => Answer(503), 3 => Answer(500), 4 => Task.FromResult<string?>(null),
            _ => Task.Delay(TimeSpan.FromSeconds(60)).ContinueWith(_ => (string?)null, TaskScheduler.Default),
        });
        var result = await Run(Settings(service, rate: 30, seconds: 2) with { TimeoutNanoseconds = Second });
        var counts = result.Requests.CountBy(request => (request.Outcome, request.Status)).ToDictionary();
        Assert.Equal(60, result.Requests.Count);
        foreach (var kind in ((LoadOutcome, int)[])[(LoadOutcome.Completed, 200), (LoadOutcome.Refused, 429), (LoadOutcome.Refused, 503), (LoadOutcome.Failed, 500), (LoadOutcome.Failed, 0), (LoadOutcome.TimedOut, 0)])
            Assert.True(counts.GetValueOrDefault(kind) is >= 8 and <= 12, $"{kind}: {counts.GetValueOrDefault(kind)}");
        Assert.All(result.Requests, request => Assert.Equal(request.Status > 0, request.Returned > 0));
        Assert.Equal(["the service closed the connection without an answer"], result.Reasons);
    }

    [Fact]
    public async Task A_slow_service_does_not_hold_back_the_requests()
    {
        using var service = new FakeService(async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            return FakeService.Says(200);
        });
        var result = await Run(Settings(service, rate: 40, seconds: 2));
        Assert.All(result.Requests, request => Assert.InRange(request.Latency, Second * 9 / 10, 10 * Second));
        Assert.InRange(result.Requests.Select(request => request.Lateness).Order().ElementAt(40), 0, Second / 2);
        Assert.InRange(service.Connections, 30, 80);
    }

    [Fact]
    public async Task A_service_that_is_not_there_fails_every_request()
    {
        var service = new FakeService(_ => Answer(200));
        var settings = Settings(service, rate: 20, seconds: 1);
        service.Dispose();
        var result = await Run(settings);
        Assert.Equal(20, result.Requests.Count);
        Assert.All(result.Requests, request => Assert.Equal((LoadOutcome.Failed, 0, 0L), (request.Outcome, request.Status, request.Returned)));
        Assert.Equal(["Connection refused"], result.Reasons);
    }

    [Fact]
    public async Task A_stretched_load_takes_as_many_times_longer()
    {
        using var service = new FakeService(_ => Answer(200));
        var result = await Run(Settings(service, rate: 10, seconds: 1) with { Stretch = 3 });
        Assert.Equal(10, result.Requests.Count);
        Assert.Equal(2.85e9, result.Requests[^1].Scheduled, 1.0);
        Assert.All(result.Requests, request => Assert.True(request.Sent >= request.Scheduled));
    }

    [Fact]
    public async Task Stopped_it_ends_within_a_second_with_what_was_measured()
    {
        using var service = new FakeService(number => number < 5 ? Answer(200) : Task.Delay(TimeSpan.FromSeconds(60)).ContinueWith(_ => (string?)null, TaskScheduler.Default));
        using var stop = new CancellationTokenSource();
        var run = new LoadRun(Program(), done =>
        {
            if (done > 0)
                stop.Cancel();
        });
        var stopped = new TaskCompletionSource<long>();
        stop.Token.Register(() => stopped.SetResult(Stopwatch.GetTimestamp()));
        var result = await run.RunAsync(Settings(service, rate: 20, seconds: 600), 1, stop.Token);
        Assert.InRange(Stopwatch.GetElapsedTime(await stopped.Task).TotalSeconds, 0, 1.5);
        Assert.True(result.Interrupted);
        Assert.Equal(5, result.Requests.Count(request => request.Outcome == LoadOutcome.Completed));
        Assert.Equal(result.Requests.Count - 5, result.Requests.Count(request => request.Outcome == LoadOutcome.Abandoned));
        Assert.InRange(result.Requests.Count, 6, 200);
    }

    [Fact]
    public async Task What_a_process_cannot_do_it_says_before_the_load()
    {
        using var service = new FakeService(_ => Answer(200));
        var failure = await Assert.ThrowsAsync<LoadException>(() => Run(Settings(service, rate: 1, seconds: 1) with { PictureBytes = 10 }));
        Assert.Contains("pictures are between", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_costs_the_generator_far_less_than_a_millisecond()
    {
        using var service = new FakeService(_ => Answer(200));
        var costs = new List<double>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var process = await LoadProcess.Start(Program(), Settings(service, rate: 1, seconds: 1) with { Trial = true }, CancellationToken.None);
            costs.Add(process.Cost / 1e3);
        }
        output.WriteLine($"processor time of a request of 20 kB, the echo's part included: {string.Join(", ", costs.Select(cost => $"{cost:0} µs"))}");
        Assert.InRange(costs.Min(), 1, 500);
    }

    private static Task<LoadResult> Run(LoadSettings settings, int processes = 1) => new LoadRun(Program(), _ => { }).RunAsync(settings, processes, CancellationToken.None);

    private static Task<string?> Answer(int status) => Task.FromResult<string?>(FakeService.Says(status));

    private static LoadSettings Settings(FakeService service, double rate, int seconds) => new("127.0.0.1", service.Port, Load(rate), seconds, 5, "load test", 20 * Second, Pictures: 4);

    private static ServiceLoad Load(double rate) => new(null, new("constant", new Frequency(rate), new Frequency(rate), new Duration(60)), new Duration(0), 1, Arrivals.Periodic);

    private static IReadOnlyList<string> Program()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Berth.slnx")))
            root = root.Parent;
        var program = Path.Combine(root.FullName, "artifacts", "bin", "Berth", "release", "berth.dll");
        Assert.SkipUnless(File.Exists(program), "the command line is not built: dotnet build src/Berth -c Release");
        return ["dotnet", program, LoadProgram.Verb];
    }
}
