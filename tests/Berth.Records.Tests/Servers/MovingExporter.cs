using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Berth.Records.Tests.Servers;

/// <summary>A program with metrics that move: a state and counters of time, one of which starts anew every few seconds.</summary>
internal sealed class MovingExporter : IAsyncDisposable
{
    internal const double RestartSeconds = 7;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private LoopbackServer _server = null!;

    internal Uri Address => new(_server.Address, "/metrics");

    internal int Scrapes { get; private set; }

    internal static async Task<MovingExporter> StartAsync()
    {
        var exporter = new MovingExporter();
        exporter._server = await LoopbackServer.StartAsync(exporter.AnswerAsync);
        return exporter;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Scrapes++;
        var seconds = _watch.Elapsed.TotalSeconds;
        return context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            # TYPE process_cpu_percent gauge
            process_cpu_percent {{50 + 40 * Math.Sin(seconds)}}
            # TYPE process_cpu_seconds_total counter
            process_cpu_seconds_total {{seconds}}
            # TYPE process_uptime_seconds gauge
            process_uptime_seconds {{seconds}}
            # TYPE restarting_total counter
            restarting_total {{seconds % RestartSeconds}}
            # TYPE served_total counter
            served_total{status="200"} {{Math.Floor(seconds * 10)}}
            served_total{status="500"} {{Math.Floor(seconds)}}
            # TYPE python_gc_collections_total counter
            python_gc_collections_total 5

            """));
    }
}
