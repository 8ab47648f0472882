using System.Text.Json;
using Berth.Cluster.Objects;
using Berth.Records;
using Berth.Records.Timelines;

namespace Berth.Cluster.Collecting;

/// <summary>Reads what a kubelet answers at <c>/stats/summary</c>.</summary>
internal static class KubeletSummary
{
    /// <summary>The answer as series, named as the kubelet's other metrics and cAdvisor name them.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="space">Namespace whose pods are wanted.</param>
    /// <exception cref="JsonException">It is none.</exception>
    internal static IEnumerable<(MetricSeries Series, long Moment, double Value)> Read(string text, string space)
    {
        var summary = JsonSerializer.Deserialize(text, KubeJson.Of<StatsSummary>()) ?? throw new JsonException("the answer is null");
        foreach (var sample in summary.Node is { } node ? Uses("node", node, []) : [])
            yield return sample;
        foreach (var pod in (summary.Pods ?? []).Where(each => each.PodRef?.Namespace == space))
        {
            var labels = new Dictionary<string, string> { ["namespace"] = space, ["pod"] = pod.PodRef!.Name ?? "" };
            foreach (var sample in Uses("pod", pod, labels))
                yield return sample;
            if (pod.Network is not { Time: { } time } network)
                continue;
            foreach (var card in network.Interfaces ?? [])
            {
                var named = new Dictionary<string, string>(labels) { ["interface"] = card.Name };
                if (card.RxBytes is { } received)
                    yield return (new("container_network_receive_bytes_total", named, SeriesKind.Counter), UnixTime.Of(time), received);
                if (card.TxBytes is { } sent)
                    yield return (new("container_network_transmit_bytes_total", named, SeriesKind.Counter), UnixTime.Of(time), sent);
            }
        }
    }

    private static IEnumerable<(MetricSeries Series, long Moment, double Value)> Uses(string of, SummaryStats stats, Dictionary<string, string> labels)
    {
        if (stats.Cpu is { Time: { } at, UsageCoreNanoSeconds: { } used })
            yield return (new($"{of}_cpu_usage_seconds_total", labels, SeriesKind.Counter), UnixTime.Of(at), used * 1e-9);
        if (stats.Memory is { Time: { } then, WorkingSetBytes: { } bytes })
            yield return (new($"{of}_memory_working_set_bytes", labels, SeriesKind.Gauge), UnixTime.Of(then), bytes);
    }
}
