using System.Globalization;
using Berth.Cluster.Api;
using Berth.Records.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace Berth.Cluster.Tests.Harness;

/// <summary>What Kepler would say of pods that draw the same power all the time. Each sample says its moment, so that its value is exact.</summary>
internal sealed class PodMeter : IAsyncDisposable
{
    private readonly KubeApi _api;
    private readonly string _selector;
    private readonly Func<string, double> _watts;
    private LoopbackServer _server = null!;

    private PodMeter(KubeApi api, string selector, Func<string, double> watts) => (_api, _selector, _watts) = (api, selector, watts);

    /// <summary>A real Prometheus scrapes that.</summary>
    internal PrometheusServer Prometheus { get; private set; } = null!;

    /// <summary>Begins.</summary>
    /// <param name="api">The cluster.</param>
    /// <param name="selector">Labels of the pods.</param>
    /// <param name="watts">Power of a pod by its name.</param>
    internal static async Task<PodMeter> StartAsync(KubeApi api, string selector, Func<string, double> watts)
    {
        var meter = new PodMeter(api, selector, watts);
        meter._server = await LoopbackServer.StartAsync(meter.AnswerAsync);
        meter.Prometheus = await PrometheusServer.StartAsync($$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: kepler
                static_configs: [ { targets: ["{{meter._server.Address.Authority}}"] } ]
            """);
        return meter;
    }

    public async ValueTask DisposeAsync()
    {
        Prometheus.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (pods, _) = await _api.Pods.ListAsync(new(Labels: _selector), context.RequestAborted);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var pod in pods)
            await context.Response.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"kepler_pod_cpu_joules_total{{pod_name=\"{pod.Metadata.Name}\",pod_namespace=\"{pod.Metadata.Namespace}\",zone=\"package\",state=\"running\"}} {_watts(pod.Metadata.Name!) * (now % 100_000_000) / 1000:R} {now}\n"));
    }
}
