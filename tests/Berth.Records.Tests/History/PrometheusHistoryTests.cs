using System.Diagnostics;
using Berth.Records.Collection;
using Berth.Records.Formats.Loki;
using Berth.Records.Formats.Prometheus;
using Berth.Records.History;
using Berth.Records.Store;
using Berth.Records.Tests.Servers;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.History;

/// <summary>A real Prometheus and our collector watch one program for 20 seconds (60 with SLOW=1); the history of both is the same but for the moments of their scrapes.</summary>
public sealed class PrometheusHistoryTests : IDisposable
{
    private const string Pod = "moving";
    private const long Interval = 1_000_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task History_from_Prometheus_and_Loki_is_that_of_our_own_store()
    {
        var seconds = Environment.GetEnvironmentVariable("SLOW") is { Length: > 0 } ? 60 : 20;
        await using var exporter = await MovingExporter.StartAsync();
        await using var loki = await LokiStandIn.StartAsync();
        using var prometheus = await PrometheusServer.StartAsync($$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: python-api-pods
                static_configs: [ { targets: ["{{exporter.Address.Authority}}"], labels: { pod: {{Pod}}, pod_ip: 127.0.0.1, size: small } } ]
            """);
        // Prometheus waits some seconds before it begins.
        for (var watch = Stopwatch.StartNew(); exporter.Scrapes == 0;)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "Prometheus does not scrape");
            await Task.Delay(50);
        }
        var requests = await WatchAsync(exporter, loki, TimeSpan.FromSeconds(seconds));

        using var reader = RunReader.Open(_folder["run.db"]);
        var (ours, servers) = (new CollectedHistory(reader), new MonitoringHistory(new(_http, prometheus.Address), new(_http, loki.Address), """{app="api"}""", TimeProvider.System, Assert.Fail));
        var own = await RequestHistory.ReadAsync(ours, new());
        var theirs = await RequestHistory.ReadAsync(servers, new());
        Assert.Equal(requests, own.Total);
        Assert.Equal(own.Entries.Select(entry => entry.Request), theirs.Entries.Select(entry => entry.Request));
        var compared = 0;
        foreach (var (mine, other) in own.Entries.Zip(theirs.Entries))
        {
            var states = mine.States.ToDictionary(state => state.Name);
            // The scrape of Prometheus tells the size, so each has the same names.
            Assert.Equal(mine.States.Select(state => state.Name), other.States.Select(state => state.Name));
            foreach (var state in other.States)
                compared += Compare(states[state.Name], state);
        }
        Assert.True(compared > requests * 10, $"only {compared} points of {requests} requests could be compared");

        var raw = await new PrometheusClient(_http, prometheus.Address).SamplesAsync("process_uptime_seconds", UnixTime.Of(TimeProvider.System.GetUtcNow()) - 10 * Interval, UnixTime.Of(TimeProvider.System.GetUtcNow()));
        var stepped = await new PrometheusClient(_http, prometheus.Address).QueryRangeAsync("process_uptime_seconds", UnixTime.Of(TimeProvider.System.GetUtcNow()) - 5 * Interval, UnixTime.Of(TimeProvider.System.GetUtcNow()), Interval / 10);
        // The scraped samples have moments of their own, one a scrape; a range query repeats each.
        Assert.InRange(Assert.Single(raw).Timeline.Count, 8, 11);
        Assert.InRange(Assert.Single(stepped).Timeline.Count, 45, 52);
        Assert.Equal(raw[0].Timeline.Count, raw[0].Timeline.Values.ToArray().Distinct().Count());
        var endpoint = Assert.Single(await servers.EndpointsAsync(HistoryMetric.Endpoint));
        Assert.Equal(("process_cpu_percent", Pod, "small"), (endpoint["__name__"], endpoint["pod"], endpoint["size"]));
        Assert.Single(await ours.EndpointsAsync(HistoryMetric.Endpoint));
    }

    /// <summary>
    /// Both saw the same clock of the program, each at its own moment before the point: where both know something, their clocks differ by at most one interval and the age of the samples
    /// explains the difference, save for what passes between the scrape's start and its answer.
    /// </summary>
    private static int Compare(HistoryState mine, HistoryState other)
    {
        var compared = 0;
        foreach (var (one, two) in mine.Points.Zip(other.Points))
            if (double.IsFinite(one.Known) && double.IsFinite(two.Known))
            {
                compared++;
                if (mine.Name is "process_uptime_seconds" or "process_cpu_seconds_total")
                {
                    var between = (two.Age!.Value - one.Age!.Value) * 1e-9;
                    Assert.InRange(one.Value - two.Value, between - 0.15, between + 0.15);
                    Assert.InRange(Math.Abs(one.Value - two.Value), 0, 1.2);
                }
            }
        if (mine.Name == "process_cpu_seconds_total" && double.IsFinite(mine.Delta) && double.IsFinite(other.Delta))
            Assert.InRange(Math.Abs(mine.Delta - other.Delta), 0, 1.2);
        if (mine.Name == "restarting_total" && double.IsFinite(mine.Delta) && double.IsFinite(other.Delta))
            // A counter that starts anew loses at most what it counted after its last scrape: an interval for each start.
            Assert.InRange(Math.Abs(mine.Delta - other.Delta), 0, 1.2 * (2 + Math.Ceiling(mine.Samples / MovingExporter.RestartSeconds)));
        return compared;
    }

    private async Task<int> WatchAsync(MovingExporter exporter, LokiStandIn loki, TimeSpan duration)
    {
        var client = new LokiClient(_http, loki.Address);
        var plan = new CollectionPlan { Targets = [new(Pod, exporter.Address)], Logs = [new(Pod, _folder["api.log"])] };
        var (requests, watch) = (0, Stopwatch.StartNew());
        using var store = RunStore.Create(_folder["run.db"]);
        using var stop = new CancellationTokenSource();
        var collecting = new Collector(plan, store, _http, TextReader.Null, TimeProvider.System).RunAsync(stop.Token);
        // A scrape before the first request and one after the last, of both.
        await Task.Delay(TimeSpan.FromSeconds(3));
        while (watch.Elapsed < duration - TimeSpan.FromSeconds(2))
        {
            var start = UnixTime.Of(TimeProvider.System.GetUtcNow());
            await Task.Delay(TimeSpan.FromMilliseconds(50 + 431 * (requests % 6)));
            var line = ServedLines.Request("/pi", start, UnixTime.Of(TimeProvider.System.GetUtcNow()), new { n = requests });
            requests++;
            await File.AppendAllTextAsync(_folder["api.log"], $"INFO {line}\n");
            await client.PushAsync([ServedLines.InCluster(Pod, line)]);
        }
        await Task.Delay(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await collecting;
        return requests;
    }
}
