using System.Globalization;
using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Autoscaling;

/// <summary>Cores that pods use, from the metrics API of the cluster, as old as its monitoring is slow; nothing where the cluster has none.</summary>
/// <param name="client">Speaks with the server.</param>
internal sealed class PodUse(ApiClient client)
{
    /// <summary>What is known, by the names of pods.</summary>
    internal IReadOnlyDictionary<string, CpuSample> Samples { get; private set; } = new Dictionary<string, CpuSample>();

    /// <summary>Reads it anew.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="selector">Which pods.</param>
    /// <param name="moment">The loop's moment of a time of the cluster.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ApiException">The server cannot be reached, or forbids it.</exception>
    internal async Task ReadAsync(string space, string? selector, Func<DateTimeOffset, long> moment, CancellationToken cancellation)
    {
        try
        {
            var path = $"apis/metrics.k8s.io/v1beta1/namespaces/{Uri.EscapeDataString(space)}/pods?labelSelector={Uri.EscapeDataString(selector ?? "")}";
            var answer = await client.SendAsync(HttpMethod.Get, path, null, KubeJson.Of<JsonObject>(), cancellation).ConfigureAwait(false);
            Samples = (answer["items"]?.AsArray() ?? []).OfType<JsonObject>().Where(pod => pod["metadata"]?["name"] is not null).ToDictionary(pod => (string)pod["metadata"]!["name"]!, pod => Sample(pod, moment));
        }
        catch (ApiException exception) when (exception.IsNotFound || exception.Code == 503)
        {
            Samples = new Dictionary<string, CpuSample>();
        }
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
