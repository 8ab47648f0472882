using System.Diagnostics;
using Berth.Records.Collection;
using Berth.Records.Formats.Loki;
using Berth.Records.Store;
using Berth.Records.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace Berth.Records.Tests.Collection;

public sealed class CollectorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Scrapes_keep_their_schedule_and_failures_are_seen()
    {
        await using var exporter = await MovingExporter.StartAsync();
        var answers = true;
        await using var other = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = answers ? 200 : 503;
            return context.Response.WriteAsync("a{pod=\"own\"} 1\n");
        });
        var plan = new CollectionPlan
        {
            Targets = [new("moving", exporter.Address), new("other", other.Address) { Labels = new Dictionary<string, string> { ["size"] = "small" } }, new("none", new($"http://127.0.0.1:{ServerProcess.FreePort()}"))],
            Interval = TimeSpan.FromMilliseconds(200),
        };
        CollectionCounts counts;
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            var collector = new Collector(plan, store, _http, TextReader.Null, TimeProvider.System);
            counts = await Run(collector, () =>
            {
                if (exporter.Scrapes == 10)
                    answers = false;
                if (exporter.Scrapes == 15)
                    answers = true;
                return exporter.Scrapes >= 25;
            });
        }
        Assert.Equal(["none"], counts.Silent);
        using var reader = RunReader.Open(_folder["run.db"]);
        var series = reader.Series();
        var up = reader.Timelines([series.Single(each => each.Series.Name == "up" && each.Series.Label("pod") == "other").Number])[0];
        Assert.Contains(0, up.Values.ToArray());
        Assert.Contains(1, up.Values.ToArray());
        var own = series.Single(each => each.Series.Name == "a").Series;
        Assert.Equal(("other", "own", "small", "127.0.0.1", "berth"), (own.Label("pod"), own.Label("exported_pod"), own.Label("size"), own.Label("pod_ip"), own.Label("job")));
        Assert.Equal(counts.FailedScrapes, series.Where(each => each.Series.Name == "up").Sum(each => reader.Timelines([each.Number])[0].Values.ToArray().Count(value => value == 0)));
        // Neither early nor drifting: each scrape begins at or after its due time, never one whole interval late on average.
        var moments = reader.Timelines([series.Single(each => each.Series.Name == "process_uptime_seconds").Number])[0].Moments.ToArray();
        var late = moments[..^1].Select((moment, _) => (moment - moments[0]) / 2e8).Select(intervals => intervals - Math.Round(intervals)).ToList();
        Assert.InRange(late.Order().ElementAt(late.Count / 2), -0.3, 0.45);
        Assert.Contains(reader.Events(), each => each.Text.Contains("other at", StringComparison.Ordinal) && each.Text.Contains("answers 503", StringComparison.Ordinal));
        Assert.Contains(reader.Events(), each => each.Text == "other answers");
    }

    [Fact]
    public async Task Programs_that_call_a_metric_the_same_have_series_of_their_own()
    {
        await using var one = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("load{core=\"0\"} 1\n"));
        await using var two = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("load{core=\"0\"} 2\n"));
        var plan = new CollectionPlan { Targets = [new("one", one.Address), new("two", two.Address)], Interval = TimeSpan.FromMilliseconds(50) };
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            var collector = new Collector(plan, store, _http, TextReader.Null, TimeProvider.System);
            await Run(collector, () => collector.Counts.Scrapes >= 6);
        }
        using var reader = RunReader.Open(_folder["run.db"]);
        foreach (var (pod, value) in (IEnumerable<(string, double)>)[("one", 1), ("two", 2)])
        {
            var series = reader.Series().Single(each => each.Series.Name == "load" && each.Series.Label("pod") == pod);
            Assert.All(reader.Timelines([series.Number])[0].Values.ToArray(), each => Assert.Equal(value, each));
        }
    }

    [Fact]
    public async Task Requests_come_from_files_from_standard_input_and_from_Loki()
    {
        await using var loki = await LokiStandIn.StartAsync();
        using var input = new StringReader(Line("/in", 1) + "\nnothing\n");
        var plan = new CollectionPlan { Logs = [new("a", _folder["a.log"]), new("b", "-")], Loki = loki.Address, LokiQuery = """{app="api"}""", Interval = TimeSpan.FromMilliseconds(50) };
        File.WriteAllText(_folder["a.log"], $"INFO {Line("/one", 5)}\nWARN other\n{Line("/bad", -5)}\n");
        CollectionCounts counts;
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            var collector = new Collector(plan, store, _http, input, TimeProvider.System);
            var pushed = false;
            counts = await Run(collector, () =>
            {
                if (loki.Queries > 2 && !pushed)
                {
                    pushed = true;
                    File.AppendAllText(_folder["a.log"], Line("/last", 7));
                    new LokiClient(_http, loki.Address).PushAsync([ServedLines.InCluster("c-1", Line("/loki", 3))]).GetAwaiter().GetResult();
                }
                return collector.Counts.Requests >= 3 && loki.Queries > 6;
            });
        }
        using var reader = RunReader.Open(_folder["run.db"]);
        // The last line of the file has no end: it comes when the collection ends.
        Assert.Equal([("a", "/last"), ("a", "/one"), ("b", "/in"), ("c-1", "/loki")], reader.Requests().Select(request => (request.Pod, request.Endpoint)).Order());
        Assert.Equal((4, 1), (counts.Requests, counts.WrongLines));
        Assert.Contains("is before start_timestamp_ns", Assert.Single(reader.Events()).Text);

        static string Line(string endpoint, int length) => ServedLines.Request(endpoint, 1000, 1000 + length, new { });
    }

    private static async Task<CollectionCounts> Run(Collector collector, Func<bool> enough)
    {
        using var stop = new CancellationTokenSource();
        var running = collector.RunAsync(stop.Token);
        var watch = Stopwatch.StartNew();
        while (!enough())
        {
            Assert.True(watch.Elapsed < Patience, $"{collector.Counts}");
            if (running.IsCompleted)
                await running;
            await Task.Delay(5);
        }
        await stop.CancelAsync();
        await running;
        return collector.Counts;
    }
}
