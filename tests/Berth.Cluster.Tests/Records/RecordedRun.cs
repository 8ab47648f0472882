using Berth.Accounting;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Cluster.Tests.Harness;
using Berth.Model;
using Berth.Model.Files;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;
using Berth.Records;
using Berth.Records.Clusters;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Store;
using Berth.Simulation.Jobs;

namespace Berth.Cluster.Tests.Records;

/// <summary>A scheduler's records in a folder that is gone after the test, and what they are turned into.</summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _troubles = [];

    internal RecordedRun(string policy, IReadOnlyDictionary<string, double>? options = null)
    {
        Folder = RunFolder.CreateScheduler(_folder.Path, "test", ClusterExperiment.Describe(new("test", policy, options ?? new Dictionary<string, double>(), 1, 500)), TimeProvider.System);
        Records = new(Folder, options ?? new Dictionary<string, double>(), _troubles.Add, TimeProvider.System);
    }

    internal RunFolder Folder { get; }

    internal SchedulerRecords Records { get; }

    internal string Situations => Path.Combine(Folder.Csv, "situations-scheduler.jsonl");

    internal IReadOnlyList<PodDecision> Decisions => Read(reader => reader.PodDecisions());

    internal IReadOnlyList<PodEnd> Ends => Read(reader => reader.PodEnds());

    /// <summary>What was decided of every pod that was bound.</summary>
    internal IReadOnlyDictionary<string, PodDecision> Bound => Decisions.Where(each => each.Outcome == PodOutcome.Bound).ToDictionary(each => each.Pod);

    /// <summary>The records as an experiment, simulated: node and moment of every job.</summary>
    internal (IReadOnlyDictionary<string, DecisionRecord> Decisions, IReadOnlyList<string> Nodes) Simulate()
    {
        var output = Path.Combine(_folder.Path, "experiment");
        Assert.All(ClusterExperiment.Write(Folder, output), note => Assert.EndsWith("pods still ran: they end with the record", note, StringComparison.Ordinal));
        var read = ExperimentFile.Load(Path.Combine(output, "experiment.yaml"), Words);
        Assert.Empty(read.Errors);
        var experiment = Assert.Single(read.Variants).Experiment;
        var result = new JobWorld(experiment, 1).Simulate(new(1, experiment.Placements[0], ShiftingPolicies.All[0].Name, experiment.Forecasts[0], 1), log: true);
        var names = result.Nodes.Select(node => node.Name).ToList();
        return (result.Decisions.GroupBy(each => each.Task).ToDictionary(group => group.Key, group => group.Last()), names);
    }

    public async ValueTask DisposeAsync()
    {
        await Records.DisposeAsync();
        _folder.Dispose();
        Assert.Empty(_troubles);
    }

    private IReadOnlyList<T> Read<T>(Func<RunReader, IReadOnlyList<T>> read)
    {
        using var reader = RunReader.Open(Folder);
        return read(reader);
    }

    private static Vocabulary Words { get; } = new(
        PlacementPolicies.All, [], ShiftingPolicies.All, Learning.Forecasts.CarbonForecasts.All, new Dictionary<string, ServiceProfile>(), CarbonZones.Means, [], [], JobTraces.Formats, [], NodeFiles.Formats,
        NodeFiles.Read);
}
