using Berth.Records.Metering;
using Berth.Records.Timelines;

namespace Berth.Records.Tests.Metering;

public sealed class EnergyMetricTests
{
    private const long Second = 1_000_000_000;

    private static EnergyMetric Metric(string name) => EnergyMetric.OfPods.Concat(EnergyMetric.OfNodes).Single(metric => metric.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>A counter that grows by so much a second for ten seconds, or a power that stays.</summary>
    private static (MetricSeries, Timeline) Series(string name, double rate, bool counts, params (string Label, string Value)[] labels) => (
        new(name, labels.ToDictionary(label => label.Label, label => label.Value)),
        new([.. Enumerable.Range(0, 11).Select(second => second * Second)], [.. Enumerable.Range(0, 11).Select(second => counts ? 1000 + rate * second : rate)]));

    private static double? Joules(EnergyMetric metric, params (MetricSeries, Timeline)[] series) => metric.Joules(series, new(2 * Second, 6 * Second))?.Amount;

    [Fact]
    public void A_package_has_its_cores_in_it_and_the_platform_everything()
    {
        var kepler = Metric("kepler_node_cpu");
        (MetricSeries, Timeline) Zone(string zone, double watts) => Series("kepler_node_cpu_joules_total", watts, true, ("zone", zone), ("node_name", "host-1"));
        Assert.Equal(4 * (50 + 8), Joules(kepler, Zone("package", 50), Zone("core", 30), Zone("uncore", 5), Zone("dram", 8))!.Value, 1e-9);
        Assert.Equal(4 * (30 + 5), Joules(kepler, Zone("core", 30), Zone("uncore", 5))!.Value, 1e-9);
        Assert.Equal(4 * 90, Joules(kepler, Zone("package", 50), Zone("dram", 8), Zone("psys", 90))!.Value, 1e-9);
        Assert.Equal(4 * 100, Joules(kepler, Zone("package", 50), Zone("package", 50))!.Value, 1e-9);
    }

    [Fact]
    public void A_platform_without_a_sensor_shows_nothing_and_its_parts_count()
    {
        var kepler = Metric("kepler_node_(");
        (MetricSeries, Timeline) Part(string part, double watts) => Series($"kepler_node_{part}_joules_total", watts, true, ("exported_instance", "host-1"), ("instance", "10.0.0.7:9102"));
        Assert.Equal(4 * 58, Joules(kepler, Part("platform", 0), Part("package", 50), Part("dram", 8))!.Value, 1e-9);
        Assert.Equal(4 * 120, Joules(kepler, Part("platform", 120), Part("package", 50), Part("dram", 8))!.Value, 1e-9);
        Assert.Equal("host-1", kepler.Subject(Part("package", 1).Item1));
    }

    [Fact]
    public void Scaphandre_says_microwatts_of_processes_and_of_hosts()
    {
        var processes = Metric("scaph_process");
        (MetricSeries, Timeline) Process(string pid, double microwatts) => Series("scaph_process_power_consumption_microwatts", microwatts, false, ("pid", pid), ("kubernetes_pod_name", "edge-1"));
        Assert.Equal(4 * 20, Joules(processes, Process("1", 12e6), Process("2", 8e6))!.Value, 1e-9);
        Assert.Equal("edge-1", processes.Subject(Process("1", 1).Item1));
        Assert.Equal(4 * 150, Joules(Metric("scaph_host_power"), Series("scaph_host_power_microwatts", 150e6, false, ("instance", "host-1:8080")))!.Value, 1e-9);
        Assert.Equal(4 * 150, Joules(Metric("scaph_host_energy"), Series("scaph_host_energy_microjoules", 150e6, true, ("instance", "host-1:8080")))!.Value, 1e-9);
        Assert.Equal("host-1", Metric("scaph_host_power").Subject(Series("scaph_host_power_microwatts", 1, false, ("instance", "host-1:8080")).Item1));
    }

    [Fact]
    public void What_is_not_known_is_no_energy() => Assert.Null(Joules(Metric("kepler_pod")));
}
