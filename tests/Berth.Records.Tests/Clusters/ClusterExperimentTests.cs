using Berth.Model;
using Berth.Records.Clusters;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Store;

namespace Berth.Records.Tests.Clusters;

public sealed class ClusterExperimentTests : IDisposable
{
    private const long Second = 1_000_000_000, Begin = 1_800_000_000 * Second;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly ClusterNode Edge = new(Begin - Second, "edge-1", true, "edge", Tier.Edge, 2, 4e9, 0, 0.5, 20, 65, 5, 120, 1.1, 0.3);

    private static PodDecision Pod(long number, double at, string pod, string uid, PodOutcome outcome, string? node, double declared = 3600, IReadOnlyList<string>? open = null) => new(
        number, Begin + (long)(at * Second), pod, uid, outcome, node, "because", 0.5, 1e9, 0, 3, declared, open, outcome == PodOutcome.Bound ? """{"policy":"best-fit"}""" : null, (int)number);

    private RunFolder Record(IEnumerable<ClusterNode> nodes, IEnumerable<PodDecision> decisions, IEnumerable<PodEnd> ends)
    {
        var run = RunFolder.CreateScheduler(_folder["runs"], "berth", ClusterExperiment.Describe(new("berth", "best-fit", new Dictionary<string, double> { ["weight"] = 0.5 }, 7, 500)), TimeProvider.System);
        using var store = RunStore.Create(run);
        store.AddCluster(nodes, decisions, ends);
        return run;
    }

    [Fact]
    public void What_is_kept_is_read_as_it_was()
    {
        var far = Edge with { Name = "far", Present = false, IdleWatts = null, PeakWatts = null, SleepWatts = null, GramsPerKwh = null, Gpus = 2 };
        var decision = Pod(1, 0, "lab/a", "u1", PodOutcome.Pending, null, open: ["edge-1"]);
        using var reader = RunReader.Open(Record([Edge, far], [decision], [new(Begin, "lab/a", "u1")]));
        Assert.Equal([Edge, far], reader.ClusterNodes());
        Assert.Equal(decision with { Open = null }, reader.PodDecisions()[0] with { Open = null });
        Assert.Equal(["edge-1"], reader.PodDecisions()[0].Open!);
        Assert.Equal([new PodEnd(Begin, "lab/a", "u1")], reader.PodEnds());
    }

    [Fact]
    public void Pods_arrive_when_they_were_first_asked_about_and_run_as_long_as_they_did()
    {
        var run = Record(
            [Edge, Edge with { Name = "cloud-1", Site = "cloud", Tier = Tier.Cloud, Speed = 1 }],
            [
                Pod(0, -0.5, "other/daemon", "u0", PodOutcome.Found, "cloud-1"),
                Pod(1, 0, "lab/waits", "u1", PodOutcome.Pending, null),
                Pod(3, 1.5, "lab/short", "u3", PodOutcome.Bound, "edge-1", declared: 60, open: ["edge-1", "cloud-1"]),
                Pod(2, 1, "lab/lost", "u2", PodOutcome.Pending, null),
                Pod(4, 12, "lab/waits", "u1", PodOutcome.Bound, "cloud-1"),
                Pod(5, 20, "lab/short", "u5", PodOutcome.Bound, "cloud-1"),
            ],
            [new(Begin + 11 * Second + Second / 2, "lab/short", "u3"), new(Begin + 32 * Second, "lab/waits", "u1")]);
        Assert.Equal(["1 pods that got no node are left out", "2 pods still ran: they end with the record"], ClusterExperiment.Write(run, _folder["out"]));
        // The record ends a second after its last moment, 33 s.
        Assert.Equal(
            """
            name,arrival_s,length_s,declared_s,cores,memory_bytes,gpus,priority,nodes
            other/daemon,0,33.5,3600,0.5,1000000000,0,3,cloud-1
            lab/waits,0.5,20,3600,0.5,1000000000,0,3,
            lab/short,2,5,60,0.5,1000000000,0,3,edge-1|cloud-1
            lab/short~2,20.5,13,3600,0.5,1000000000,0,3,

            """, File.ReadAllText(_folder["out/pods.csv"]));
        var jobs = JobTraces.Read(new(_folder["out/pods.csv"], "pods", default, 1)).ToList();
        Assert.Equal((2.0, 5.0, 60.0), (jobs[2].Arrival.Seconds, jobs[2].Length.Seconds, jobs[2].Declared!.Value.Seconds));
        Assert.Equal(["edge-1", "cloud-1"], jobs[2].Constraints!.Nodes!);
    }

    [Fact]
    public void Nodes_of_one_site_that_differ_are_parts_of_one_place_and_other_electricity_is_another_place()
    {
        var run = Record([Edge, Edge with { Name = "edge-2", Cores = 4 }, Edge with { Name = "edge-3", GramsPerKwh = 500 }, Edge with { Name = "edge-10" }, Edge with { Moment = Begin + Second, Present = false }], [Pod(1, 0, "lab/a", "u1", PodOutcome.Bound, "edge-1")], []);
        Assert.Equal(["1 changes of nodes are left out: each is there all the time, as it was first", "1 pods still ran: they end with the record"], ClusterExperiment.Write(run, _folder["out"]));
        var sites = NodeFiles.Read(_folder["out/nodes.csv"], "cluster");
        Assert.Equal(["edge: edge in edge: edge-1 edge-10", "edge-2: edge in edge: edge-2", "edge-2-2: edge in edge-2: edge-3"], sites.Select(site => $"{site.Name}: {site.Tier.ToString().ToLowerInvariant()} in {site.PlaceName}: {string.Join(' ', site.NodeNames!)}"));
        Assert.Equal((2.0, 0.5, 20.0, 65.0, 5.0, 120.0, 1.1, 0.3), (sites[0].Cpu.Cores, sites[0].Share.Value, sites[0].Power!.Idle.Watts, sites[0].Power!.Peak.Watts, sites[0].Sleep!.Value.Watts, sites[0].Carbon!.Value.GramsPerKilowattHour, sites[0].Pue, sites[0].Price));
        Assert.Contains("best-fit: { weight: 0.5 }", File.ReadAllText(_folder["out/experiment.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_folder_is_told_apart()
    {
        var run = RunFolder.Create(_folder["runs"], "other", "name: other", TimeProvider.System);
        RunStore.Create(run).Dispose();
        Assert.Contains("it has no scheduler.json", Assert.Throws<RecordsException>(() => ClusterExperiment.Write(run, _folder["out"])).Message, StringComparison.Ordinal);
    }
}
