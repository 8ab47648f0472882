using System.Globalization;
using Berth.Accounting;
using Berth.Model;
using Berth.Records.Collection;
using Berth.Records.Formats.Prometheus;
using Berth.Records.Store;
using Berth.Records.Timelines;

namespace Berth.Records.Metering;

/// <summary>
/// Asks a Prometheus what it has seen of the pods of a run on a cluster: the series are kept in the records, and where Kepler or Scaphandre has measured all of them, so is their
/// energy. A note of each variant says where its energy is from.
/// </summary>
/// <param name="reader">Reads the records of the run.</param>
/// <param name="store">Writes them.</param>
/// <param name="samples">Keeps series there.</param>
/// <param name="prometheus">The server; null is none, and energy is modelled.</param>
/// <param name="time">Clock.</param>
public sealed class RunMetering(RunReader reader, RunStore store, SampleWriter samples, PrometheusClient? prometheus, TimeProvider time)
{
    /// <summary>Key of the records for what has to be added to moments of the run to have nanoseconds since 1970 in UTC.</summary>
    public const string ClockKey = "clock";

    /// <summary>Samples before the first repetition that are asked for, too: two minutes, longer than intervals of scrapes.</summary>
    private const long Before = 120_000_000_000;

    private const long Millisecond = 1_000_000;

    /// <summary>What cAdvisor calls what containers use.</summary>
    private const string Uses = "container_cpu_usage_seconds_total|container_memory_working_set_bytes|container_network_(receive|transmit)_bytes_total";

    private readonly Dictionary<MetricSeries, long> _kept = [];

    /// <summary>The key under which the records keep what a meter says of a repetition.</summary>
    public static string EnergyKey(int deployment) => string.Create(CultureInfo.InvariantCulture, $"deployment {deployment} energy");

    /// <summary>Asks, keeps and notes, for each variant with streams that were measured. Meters and models are not mixed: where one variant is not metered, none is.</summary>
    /// <param name="variants">The variants of the run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RecordsException">The records cannot be written; a server that does not answer is told in the notes.</exception>
    public async Task SettleAsync(IReadOnlyList<Variant> variants, CancellationToken cancellation)
    {
        var deployments = reader.Deployments().Where(each => each.End > each.Start).ToLookup(each => each.Variant);
        List<(int Number, Experiment Experiment)> ran = [.. variants.Index().Select(each => (each.Index + 1, each.Item.Experiment)).Where(each => deployments.Contains(each.Item1))];
        var measured = new List<MeasuredVariant>();
        string? failure = null;
        try
        {
            var ahead = prometheus is null || ran.Count == 0 ? 0 : await AheadAsync(prometheus, cancellation).ConfigureAwait(false);
            foreach (var (number, experiment) in ran)
                if (prometheus is not null)
                    measured.Add(await MeasureAsync(prometheus, Variant(number, experiment, [.. deployments[number]], ahead), cancellation).ConfigureAwait(false));
        }
        catch (RecordsException exception)
        {
            failure = exception.Message;
            measured.Clear();
        }
        samples.Keep();
        foreach (var (deployment, readings) in measured.SelectMany(each => each.Readings))
            store.SetMeta(EnergyKey(deployment), readings);
        foreach (var (place, (number, experiment)) in ran.Index())
            AddNote(number, place < measured.Count ? measured[place].How : Modelled(experiment) + (failure is null ? "" : $", and it was not measured: {failure}"));
    }

    private MeteredVariant Variant(int number, Experiment experiment, IReadOnlyList<DeploymentRecord> repetitions, long ahead) => new(
        reader.Meta<string>(Key(number, "namespace"))!, reader.Meta<Dictionary<string, string>>(Key(number, "hosts"))!,
        experiment.Continuum.Nodes.ToDictionary(node => node.Name), repetitions, reader.Meta<long>(ClockKey) + ahead);

    private void AddNote(int variant, string note) =>
        store.SetMeta(Key(variant, "notes"), (IReadOnlyList<string>)[.. reader.Meta<string[]>(Key(variant, "notes")) ?? [], note]);

    private static string Key(int variant, string what) => string.Create(CultureInfo.InvariantCulture, $"variant {variant} {what}");

    private static string Modelled(Experiment experiment) => experiment.Continuum.Sites.All(site => site.Power is not null)
        ? "energy is modelled from the processor time of each pod by the power that the file gives its site" : "the energy of sites without a power in the file is not known";

    /// <summary>How far the server's clock is ahead; less than the time of the exchange and the resolution of the answer is none.</summary>
    private async Task<long> AheadAsync(PrometheusClient server, CancellationToken cancellation)
    {
        var asked = UnixTime.Of(time.GetUtcNow());
        var shown = await server.TimeAsync(cancellation).ConfigureAwait(false);
        var answered = UnixTime.Of(time.GetUtcNow());
        var (ahead, bound) = (shown - asked - (answered - asked) / 2, (answered - asked) / 2 + Millisecond);
        return Math.Abs(ahead) > bound ? ahead : 0;
    }

    /// <summary>Measures the energy of a variant.</summary>
    /// <exception cref="RecordsException">The server does not answer, or nobody measured all of it.</exception>
    private async Task<MeasuredVariant> MeasureAsync(PrometheusClient server, MeteredVariant variant, CancellationToken cancellation)
    {
        await KeepAsync(server, $"{{__name__=~\"{Uses}\",namespace=\"{variant.Space}\"}}", variant, cancellation).ConfigureAwait(false);
        var why = "the Prometheus has no metrics of Kepler or Scaphandre for the pods or their nodes";
        foreach (var metric in EnergyMetric.OfPods)
        {
            var pods = await KeepAsync(server, metric.Selector(variant.Space), variant, cancellation).ConfigureAwait(false);
            if (pods.Count == 0)
                continue;
            if (variant.Read((pod, repetition) => metric.Joules(pods.Where(each => metric.Subject(each.Series) == pod), variant.Window(repetition)), out var missing) is { } all)
                return MeasuredVariant.By(metric.Meter, all, $"energy is what {metric.Meter} measured for each pod");
            why = Uncovered(metric, missing);
        }
        foreach (var metric in EnergyMetric.OfNodes)
        {
            var nodes = await KeepAsync(server, metric.Selector(""), variant, cancellation).ConfigureAwait(false);
            if (nodes.Count == 0)
                continue;
            var share = new ProcessorShare(reader, variant, await ProcessorsAsync(server, variant, cancellation).ConfigureAwait(false));
            if (variant.Read((pod, repetition) => share.Of(metric.Joules(nodes.Where(each => metric.Subject(each.Series) == variant.Hosts[pod]), variant.Window(repetition)), pod, repetition), out var missing) is { } all)
                return MeasuredVariant.By(metric.Meter, all, $"energy is what {metric.Meter} measured for the nodes of the cluster: each pod has the part of it that it has of the processor time used there");
            why = Uncovered(metric, missing);
        }
        throw new RecordsException(why);
    }

    private static string Uncovered(EnergyMetric metric, string? node) => $"{metric.Meter} does not cover half of a repetition of {node}; are its samples too far apart, or is its node not known?";

    /// <summary>Processor seconds of each node of the cluster: what its kubelet says, else cAdvisor's root.</summary>
    private async Task<IReadOnlyDictionary<string, Timeline>> ProcessorsAsync(PrometheusClient server, MeteredVariant variant, CancellationToken cancellation)
    {
        var kubelets = reader.Series().Where(each => each.Series.Name == "node_cpu_usage_seconds_total").ToList();
        var known = kubelets.Zip(reader.Timelines([.. kubelets.Select(each => each.Number)])).DistinctBy(each => each.First.Series.Label("node")).ToDictionary(each => each.First.Series.Label("node"), each => each.Second);
        if (variant.Hosts.Values.All(known.ContainsKey))
            return known;
        var roots = await KeepAsync(server, """container_cpu_usage_seconds_total{id="/"}""", variant, cancellation).ConfigureAwait(false);
        return roots.GroupBy(each => each.Series.Label("node") is { Length: > 0 } node ? node : each.Series.Label("instance").Split(':')[0]).ToDictionary(node => node.Key, node => node.First().Timeline);
    }

    /// <summary>The samples of a selector around the repetitions; they are kept in the records.</summary>
    private async Task<IReadOnlyList<(MetricSeries Series, Timeline Timeline)>> KeepAsync(PrometheusClient server, string selector, MeteredVariant variant, CancellationToken cancellation)
    {
        var found = await server.SamplesAsync(selector, variant.Whole.Start - Before, UnixTime.Of(time.GetUtcNow()) + Before, cancellation).ConfigureAwait(false);
        foreach (var (series, timeline) in found)
            for (var place = 0; place < timeline.Count; place++)
                if (timeline.Moments[place] > _kept.GetValueOrDefault(series))
                    samples.Add(series, _kept[series] = timeline.Moments[place], timeline.Values[place]);
        return found;
    }
}
