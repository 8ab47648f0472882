using System.Diagnostics;
using Berth.Records.Tests.Servers;

namespace Berth.Records.Tests.Metering;

/// <summary>A real Prometheus that has watched an <see cref="EnergyExporter"/> for some seconds.</summary>
public sealed class MeteredCluster : IAsyncLifetime
{
    private const int Scrapes = 9;

    private EnergyExporter? _exporter;
    private PrometheusServer? _prometheus;

    internal Uri Address => _prometheus!.Address;

    /// <summary>Four seconds that it has seen; nanoseconds since 1970 in UTC.</summary>
    internal long Start { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _exporter = await EnergyExporter.StartAsync();
        _prometheus = await PrometheusServer.StartAsync($$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: energy
                static_configs: [ { targets: ["{{_exporter.Authority}}"] } ]
            """);
        for (var watch = Stopwatch.StartNew(); _exporter.Scrapes < Scrapes; await Task.Delay(50))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "Prometheus does not scrape");
        Start = UnixTime.Of(TimeProvider.System.GetUtcNow()) - 6_500_000_000;
    }

    public async ValueTask DisposeAsync()
    {
        _prometheus?.Dispose();
        if (_exporter is not null)
            await _exporter.DisposeAsync();
    }
}
