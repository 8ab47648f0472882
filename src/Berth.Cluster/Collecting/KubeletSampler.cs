using System.Collections.Concurrent;
using System.Text.Json;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Records;
using Berth.Records.Collection;
using Berth.Records.Formats.Prometheus;
using Berth.Records.Timelines;

namespace Berth.Cluster.Collecting;

/// <summary>
/// Keeps what kubelets say of the pods of a namespace and of the nodes that carry them: processor and memory from <c>/metrics/resource</c>, which costs them little, and from
/// <c>/stats/summary</c> where there is no such thing; the network from the latter, which alone has it. They measure every ten seconds or so by themselves.
/// </summary>
/// <param name="client">Speaks with the API server.</param>
/// <param name="kubelets">The kubelets.</param>
/// <param name="space">The namespace.</param>
/// <param name="samples">Where it is kept.</param>
/// <param name="tell">Told when a kubelet stops or begins to answer.</param>
/// <param name="time">Clock.</param>
internal sealed class KubeletSampler(ApiClient client, Kubelets kubelets, string space, SampleWriter samples, Action<string> tell, TimeProvider time)
{
    private const string Resource = Kubelets.Resource, Summary = "stats/summary";
    private const long NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Node, string Path), (bool Heard, string? Failure)> _asked = new();

    /// <summary>Samples until it is told to end, and then once more. Returns what could not be had, a sentence each.</summary>
    /// <exception cref="RecordsException">It cannot be kept.</exception>
    internal async Task<IReadOnlyList<string>> RunAsync(CancellationToken ended)
    {
        for (var last = false; !last;)
        {
            last = ended.IsCancellationRequested;
            await TakeAsync().ConfigureAwait(false);
            if (!last)
                await Task.Delay(Interval, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return Missing();
    }

    private async Task TakeAsync()
    {
        using var limit = new CancellationTokenSource(Interval, time);
        try
        {
            var (pods, _) = await new ApiResource<Pod>(client, ResourceType.Pods).ListAsync(new(space), limit.Token).ConfigureAwait(false);
            await Task.WhenAll(Kubelets.NodesOf(pods).Select(TakeAsync)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ApiException or ClusterException or OperationCanceledException)
        {
            // The server may be away for a moment; the run itself notices when it stays away.
        }
        samples.Keep();
    }

    private async Task TakeAsync(string node)
    {
        var answers = await Task.WhenAll(AskAsync(node, Resource, OfResource), AskAsync(node, Summary, text => KubeletSummary.Read(text, space))).ConfigureAwait(false);
        var (resource, summary) = (answers[0], answers[1] ?? []);
        foreach (var (series, moment, value) in resource is null ? summary : resource.Concat(summary.Where(sample => sample.Series.Name.Contains("_network_", StringComparison.Ordinal))))
            samples.Add(series with { Labels = new Dictionary<string, string>(series.Labels) { ["node"] = node } }, moment, value);
    }

    private IEnumerable<(MetricSeries Series, long Moment, double Value)> OfResource(string text)
    {
        var now = UnixTime.Of(time.GetUtcNow());
        return from sample in ExpositionText.Parse(text)
               let named = sample.Series.Label("namespace")
               where named == space || named.Length == 0 && sample.Series.Name.StartsWith("node_", StringComparison.Ordinal)
               select (sample.Series, sample.Milliseconds * NanosecondsPerMillisecond ?? now, sample.Value);
    }

    /// <summary>What a kubelet says; null when it does not.</summary>
    private async Task<IReadOnlyList<(MetricSeries Series, long Moment, double Value)>?> AskAsync(
        string node, string path, Func<string, IEnumerable<(MetricSeries Series, long Moment, double Value)>> read)
    {
        string? failure = null;
        IReadOnlyList<(MetricSeries, long, double)>? found = null;
        try
        {
            found = [.. read(await kubelets.ReadAsync(node, path, CancellationToken.None).ConfigureAwait(false))];
        }
        catch (Exception exception) when (exception is ClusterException or FormatException or JsonException)
        {
            failure = exception.Message;
        }
        var (heard, before) = _asked.GetValueOrDefault((node, path));
        _asked[(node, path)] = (heard || failure is null, failure);
        if (heard && (failure is null) != (before is null))
            tell(failure is null ? $"the kubelet of {node} answers again" : $"the kubelet of {node} does not answer {path} any more: {failure}");
        return found;
    }

    private IReadOnlyList<string> Missing()
    {
        var silent = _asked.Where(each => !each.Value.Heard).ToLookup(each => each.Key.Path, each => (each.Key.Node, Why: each.Value.Failure!));
        var unheard = silent[Summary].Where(each => silent[Resource].Any(other => other.Node == each.Node)).ToList();
        return
        [
            .. unheard.GroupBy(each => each.Why, each => each.Node).Select(why => $"the kubelets of {Names(why)} gave no metrics: {why.Key}"),
            .. silent[Summary].Except(unheard).GroupBy(each => each.Why, each => each.Node).Select(why => $"the kubelets of {Names(why)} gave no metrics of the network: {why.Key}"),
        ];
    }

    private static string Names(IEnumerable<string> nodes) => string.Join(", ", nodes.Order(StringComparer.Ordinal));
}
