using Berth.Cluster.Collecting;
using Berth.Records.Timelines;

namespace Berth.Cluster.Tests.Collecting;

public sealed class KubeletSummaryTests
{
    /// <summary>The form of Kubernetes 1.20, shortened: a pod of the namespace, one of another, one that has just been made.</summary>
    internal const string Text = """
        {
          "node": { "nodeName": "node-1", "cpu": { "time": "2026-01-01T00:00:10Z", "usageNanoCores": 5, "usageCoreNanoSeconds": 3500000000 }, "memory": { "time": "2026-01-01T00:00:11Z", "workingSetBytes": 1000 } },
          "pods": [
            {
              "podRef": { "name": "edge-1", "namespace": "here", "uid": "1" }, "startTime": "2026-01-01T00:00:00Z",
              "containers": [ { "name": "berth", "cpu": { "time": "2026-01-01T00:00:12Z", "usageCoreNanoSeconds": 7 } } ],
              "cpu": { "time": "2026-01-01T00:00:12Z", "usageCoreNanoSeconds": 250000000 }, "memory": { "time": "2026-01-01T00:00:12Z", "workingSetBytes": 42 },
              "network": { "time": "2026-01-01T00:00:13Z", "name": "eth0", "rxBytes": 11, "txBytes": 22, "interfaces": [ { "name": "eth0", "rxBytes": 11, "rxErrors": 0, "txBytes": 22, "txErrors": 0 } ] }
            },
            { "podRef": { "name": "other", "namespace": "there", "uid": "2" }, "cpu": { "time": "2026-01-01T00:00:12Z", "usageCoreNanoSeconds": 1 } },
            { "podRef": { "name": "new-1", "namespace": "here", "uid": "3" }, "network": { "time": "2026-01-01T00:00:13Z" } }
          ]
        }
        """;

    [Fact]
    public void Use_becomes_series_of_the_pods_of_one_namespace_and_of_the_node()
    {
        const long epoch = 1_767_225_600, second = 1_000_000_000;
        var samples = KubeletSummary.Read(Text, "here").Select(sample => (sample.Series.Identity, sample.Series.Kind, sample.Moment / second - epoch, sample.Value));
        Assert.Equal(
            [
                ("node_cpu_usage_seconds_total", SeriesKind.Counter, 10, 3.5),
                ("node_memory_working_set_bytes", SeriesKind.Gauge, 11, 1000),
                ("""pod_cpu_usage_seconds_total{namespace="here",pod="edge-1"}""", SeriesKind.Counter, 12, 0.25),
                ("""pod_memory_working_set_bytes{namespace="here",pod="edge-1"}""", SeriesKind.Gauge, 12, 42),
                ("""container_network_receive_bytes_total{interface="eth0",namespace="here",pod="edge-1"}""", SeriesKind.Counter, 13, 11),
                ("""container_network_transmit_bytes_total{interface="eth0",namespace="here",pod="edge-1"}""", SeriesKind.Counter, 13, 22),
            ],
            samples);
    }
}
