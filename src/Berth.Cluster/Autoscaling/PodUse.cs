using System.Globalization;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Objects;
using Berth.Policies.Scaling;
using Berth.Records.Formats.Prometheus;

namespace Berth.Cluster.Autoscaling;

/// <summary>Cores that pods use, from the metrics API of the cluster, as old as its monitoring is slow; where the cluster has none, from the kubelets, which that would ask.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="kubelets">The kubelets; null where they may not be asked, and nothing is known then.</param>
internal sealed class PodUse(ApiClient client, Kubelets? kubelets)
{
    private readonly Dictionary<string, (double Seconds, DateTimeOffset Time)> _counted = [];

    /// <summary>What is known, by the names of pods.</summary>
    internal IReadOnlyDictionary<string, CpuSample> Samples { get; private set; } = new Dictionary<string, CpuSample>();

    /// <summary>Reads it anew.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="selector">Which pods.</param>
    /// <param name="nodes">The nodes that carry them.</param>
    /// <param name="moment">The loop's moment of a time of the cluster.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">The server cannot be reached, or forbids it.</exception>
    internal async Task ReadAsync(string space, string? selector, IEnumerable<string> nodes, Func<DateTimeOffset, long> moment, CancellationToken cancellation)
    {
        try
        {
            var path = $"apis/metrics.k8s.io/v1beta1/namespaces/{Uri.EscapeDataString(space)}/pods?labelSelector={Uri.EscapeDataString(selector ?? "")}";
            var answer = await client.SendAsync(HttpMethod.Get, path, null, KubeJson.Of<JsonObject>(), cancellation).ConfigureAwait(false);
            Samples = (answer["items"]?.AsArray() ?? []).OfType<JsonObject>().Where(pod => pod["metadata"]?["name"] is not null).ToDictionary(pod => (string)pod["metadata"]!["name"]!, pod => Sample(pod, moment));
        }
        catch (ApiException exception) when (exception.IsNotFound || exception.Code == 503)
        {
            Samples = kubelets is null ? new Dictionary<string, CpuSample>() : await AskAsync(kubelets, space, nodes, moment, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Growth of the counters of kubelets since they were read last; a pod whose counter is not newer than that keeps its sample.</summary>
    private async Task<IReadOnlyDictionary<string, CpuSample>> AskAsync(Kubelets kubelets, string space, IEnumerable<string> nodes, Func<DateTimeOffset, long> moment, CancellationToken cancellation)
    {
        var samples = new Dictionary<string, CpuSample>();
        foreach (var (pod, seconds, time) in await CountersAsync(kubelets, space, nodes, cancellation).ConfigureAwait(false))
        {
            if (_counted.TryGetValue(pod, out var before) && time > before.Time && seconds >= before.Seconds)
                samples[pod] = new((seconds - before.Seconds) / (time - before.Time).TotalSeconds, moment(time), (time - before.Time).Ticks * 100);
            else if (Samples.TryGetValue(pod, out var last) && time == before.Time)
                samples[pod] = last;
            _counted[pod] = (seconds, time);
        }
        return samples;
    }

    private static async Task<List<(string Pod, double Seconds, DateTimeOffset Time)>> CountersAsync(Kubelets kubelets, string space, IEnumerable<string> nodes, CancellationToken cancellation)
    {
        var counters = new List<(string, double, DateTimeOffset)>();
        foreach (var node in nodes)
            try
            {
                var found = ExpositionText.Parse(await kubelets.ReadAsync(node, Kubelets.Resource, cancellation).ConfigureAwait(false))
                    .Where(sample => sample.Series.Name == "container_cpu_usage_seconds_total" && sample.Series.Label("namespace") == space && sample.Milliseconds is not null);
                counters.AddRange(found.GroupBy(sample => sample.Series.Label("pod"))
                    .Select(pod => (pod.Key, pod.Sum(sample => sample.Value), DateTimeOffset.FromUnixTimeMilliseconds(pod.Max(sample => sample.Milliseconds!.Value)))));
            }
            catch (Exception exception) when (exception is ClusterException or FormatException)
            {
                // A kubelet that is away for a moment leaves its pods without a sample, as it does in the metrics API.
            }
        return counters;
    }

    private static CpuSample Sample(JsonObject pod, Func<DateTimeOffset, long> moment)
    {
        var cores = (pod["containers"]?.AsArray() ?? []).Sum(container => Quantity.TryParse((string?)container?["usage"]?["cpu"] ?? "", out var value) ? (double)value : 0);
        var taken = DateTimeOffset.TryParse((string?)pod["timestamp"], CultureInfo.InvariantCulture, out var time) ? moment(time) : 0;
        return new(cores, taken, Window((string?)pod["window"]));
    }

    /// <summary>A duration of Go such as <c>1m30.5s</c>, nanoseconds.</summary>
    private static long Window(string? text)
    {
        var (sum, number) = (0.0, "");
        foreach (var letter in text ?? "")
            if (char.IsAsciiDigit(letter) || letter == '.')
                number += letter;
            else if (double.TryParse(number, CultureInfo.InvariantCulture, out var value))
                (sum, number) = (sum + value * letter switch { 'h' => 3600, 'm' => 60, 's' => 1, _ => 0 }, "");
        return (long)(sum * 1e9);
    }
}
