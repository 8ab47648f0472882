using System.Globalization;
using System.Text.Json;
using Berth.Policies.Placement;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Store;

namespace Berth.Records.Clusters;

/// <summary>
/// Makes an experiment of what a scheduler of a cluster recorded: its nodes, and its pods as jobs that arrive when the policy was first asked about them and run as long as they
/// did. Simulated with the same policy it is the same run; with others, what they would have done.
/// </summary>
public static class ClusterExperiment
{
    private const double Nanosecond = 1e-9;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The settings of a scheduler, for its folder.</summary>
    public static string Describe(SchedulerSettings settings) => JsonSerializer.Serialize(settings, Options) + "\n";

    /// <summary>Writes <c>experiment.yaml</c>, <c>nodes.csv</c> and <c>pods.csv</c> into a folder, which is made where it is missing.</summary>
    /// <param name="run">The folder of the scheduler.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>What of the run is not in them, in words.</returns>
    /// <exception cref="RecordsException">The records cannot be read, are not those of a scheduler, or nothing can be written.</exception>
    public static IReadOnlyList<string> Write(RunFolder run, string folder)
    {
        if (!File.Exists(run.Scheduler))
            throw new RecordsException($"{run.FullPath} is not the folder of a scheduler: it has no scheduler.json; give one that 'berth scheduler --runs' made");
        var settings = Settings(run.Scheduler);
        using var reader = RunReader.Open(run);
        var nodes = reader.ClusterNodes();
        var known = nodes.GroupBy(node => node.Name).Select(group => group.First()).OrderBy(node => node.Name, NaturalOrder.Instance).ToList();
        var pods = RecordedPods.Of(reader.PodDecisions(), reader.PodEnds(), known.ToDictionary(node => node.Name, node => node.Speed));
        RecordsFailure.Translate("write into", folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "nodes.csv"), Nodes(known));
            File.WriteAllText(Path.Combine(folder, "pods.csv"), Pods(pods.Placed));
            File.WriteAllText(Path.Combine(folder, "experiment.yaml"), Yaml(settings));
        });
        return Notes(nodes, known, pods);
    }

    private static SchedulerSettings Settings(string file)
    {
        try
        {
            return RecordsFailure.Translate("read", file, () => JsonSerializer.Deserialize<SchedulerSettings>(File.ReadAllText(file), Options)) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new RecordsException($"{file} is damaged: {exception.Message}", exception);
        }
    }

    private static List<string> Notes(IReadOnlyList<ClusterNode> nodes, List<ClusterNode> known, RecordedPods pods)
    {
        List<string> notes = [];
        var begin = pods.Placed.Count == 0 ? long.MaxValue : pods.Placed[0].Asked.Moment;
        Note(nodes.Count(node => node.Moment > begin), "changes of nodes are left out: each is there all the time, as it was first");
        Note(pods.NeverPlaced, "pods that got no node are left out");
        Note(pods.StillRunning, "pods still ran: they end with the record");
        return notes;

        void Note(int count, string what)
        {
            if (count > 0)
                notes.Add($"{count} {what}");
        }
    }

    private static string Nodes(IEnumerable<ClusterNode> nodes)
    {
        var places = new Dictionary<(string, Model.Tier, double?, double, double), string>();
        var taken = new HashSet<string>();
        return Lines(ClusterNodesCsv.Header, nodes.Select(node => Line(
            node.Name, Place(node), node.Tier.ToString().ToLowerInvariant(), node.Cores, node.MemoryBytes, node.Gpus, node.Speed, node.IdleWatts, node.PeakWatts, node.SleepWatts,
            node.GramsPerKwh, node.Pue, node.PricePerKwh)));

        // Nodes of one site whose electricity differs were different sites for the policy.
        string Place(ClusterNode node)
        {
            var key = (node.Site, node.Tier, node.GramsPerKwh, node.Pue, node.PricePerKwh);
            if (!places.TryGetValue(key, out var place))
            {
                place = node.Site;
                for (var number = 2; !taken.Add(place); number++)
                    place = $"{node.Site}-{number}";
                places[key] = place;
            }
            return place;
        }
    }

    private static string Pods(IReadOnlyList<RecordedPod> pods)
    {
        var first = pods.Count == 0 ? 0 : pods.Min(pod => pod.Asked.Moment);
        return Lines(PodsCsv.Header, pods.Select(pod => Line(
            pod.Name, (pod.Asked.Moment - first) * Nanosecond, (pod.End - pod.Placed.Moment) * Nanosecond * pod.Speed, pod.Placed.LengthSeconds, pod.Placed.Cores, pod.Placed.MemoryBytes,
            pod.Placed.Gpus, pod.Placed.Priority, string.Join('|', pod.Nodes ?? []))));
    }

    private static string Yaml(SchedulerSettings settings)
    {
        var options = settings.Options.Count == 0 ? "" : $"policies:\n  {settings.Policy}: {{ {string.Join(", ", settings.Options.Select(option => $"{option.Key}: {option.Value.ToString("R", CultureInfo.InvariantCulture)}"))} }}\n";
        return $$"""
            # What the scheduler '{{settings.Scheduler}}' of a cluster recorded. Add policies to compare what they would have done.
            name: {{settings.Policy}}-of-cluster
            seed: {{settings.Seed}}
            continuum:
              import: { file: nodes.csv, format: cluster }
            jobs:
              pods: { trace: { file: pods.csv, format: pods } }
            compare:
              placement: [{{settings.Policy}}]
            {{options}}run: { world: simulation, batch: {{settings.Together}}, node-queues: none }

            """;
    }

    private static string Lines(string header, IEnumerable<string> lines) => string.Concat(lines.Prepend(header).Select(line => line + "\n"));

    private static string Line(params IEnumerable<object?> fields) => string.Join(',', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));
}
