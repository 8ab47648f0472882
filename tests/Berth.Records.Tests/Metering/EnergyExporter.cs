using System.Globalization;
using Berth.Records.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace Berth.Records.Tests.Metering;

/// <summary>Metrics as Kepler, Scaphandre and cAdvisor name them, of things that use the same all the time. Each sample says its moment, so that its value is exact.</summary>
internal sealed class EnergyExporter : IAsyncDisposable
{
    /// <summary>Metric and labels, and by how much it grows a second.</summary>
    private static readonly (string Series, double Rate)[] Counters =
    [
        .. Pod("edge-1", ("package", 16), ("core", 11), ("dram", 4)), .. Pod("endpoint-1", ("package", 3), ("dram", 0.5)),
        ("kepler_pod_cpu_joules_total{pod_name=\"edge-1\",pod_namespace=\"kepler\",zone=\"package\",state=\"terminated\"}", 1000),
        .. Container("edge-1", 5, 15), .. Container("endpoint-1", 1, 2.5), .. Pod("lonely", "edge-1", ("package", 16)),
        ("kepler_node_cpu_joules_total{node_name=\"host-1\",zone=\"package\",path=\"a\"}", 80), ("kepler_node_cpu_joules_total{node_name=\"host-1\",zone=\"dram\",path=\"b\"}", 20),
        ("kepler_node_cpu_joules_total{node_name=\"host-2\",zone=\"package\",path=\"a\"}", 40),
        ("container_cpu_usage_seconds_total{id=\"/\",node=\"host-1\"}", 2), ("container_cpu_usage_seconds_total{id=\"/\",node=\"host-2\"}", 1),
        ("container_cpu_usage_seconds_total{namespace=\"kepler\",pod=\"edge-1\",container=\"berth\"}", 0.5),
    ];

    private static readonly (string Series, double Value)[] States =
    [
        (Process("edge-1", 1), 12e6), (Process("edge-1", 2), 8e6), (Process("endpoint-1", 3), 3.5e6),
    ];

    private LoopbackServer _server = null!;

    internal string Authority => _server.Address.Authority;

    internal int Scrapes { get; private set; }

    internal static async Task<EnergyExporter> StartAsync()
    {
        var exporter = new EnergyExporter();
        exporter._server = await LoopbackServer.StartAsync(exporter.AnswerAsync);
        return exporter;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Scrapes++;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return context.Response.WriteAsync(string.Concat(
            Counters.Select(each => Line(each.Series, each.Rate * (now % 100_000_000) / 1000, now)).Concat(States.Select(each => Line(each.Series, each.Value, now)))));
    }

    private static string Line(string series, double value, long now) => string.Create(CultureInfo.InvariantCulture, $"{series} {value:R} {now}\n");

    private static IEnumerable<(string, double)> Pod(string pod, params (string, double)[] zones) => Pod("kepler", pod, zones);

    private static IEnumerable<(string, double)> Pod(string space, string pod, params (string Zone, double Watts)[] zones) =>
        zones.Select(zone => ($"kepler_pod_cpu_joules_total{{pod_name=\"{pod}\",pod_namespace=\"{space}\",zone=\"{zone.Zone}\",state=\"running\"}}", zone.Watts));

    /// <summary>As before Kepler 0.10.</summary>
    private static IEnumerable<(string, double)> Container(string pod, double dynamic, double idle) => new (string Mode, double Watts)[] { ("dynamic", dynamic), ("idle", idle) }
        .Select(mode => ($"kepler_container_joules_total{{pod_name=\"{pod}\",container_namespace=\"old-kepler\",container_name=\"berth\",mode=\"{mode.Mode}\"}}", mode.Watts));

    private static string Process(string pod, int pid) => $"scaph_process_power_consumption_microwatts{{kubernetes_pod_name=\"{pod}\",kubernetes_pod_namespace=\"scaphandre\",pid=\"{pid}\"}}";
}
