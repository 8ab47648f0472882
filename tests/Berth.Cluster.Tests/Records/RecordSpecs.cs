using System.Text;
using Berth.Cluster.Access;
using Berth.Cluster.Tests.Harness;
using Berth.Records.Clusters;
using Berth.Records.Situations;

namespace Berth.Cluster.Tests.Records;

public abstract class RecordSpecs : ClusterSpecs
{
    private string Name => $"berth-{Space}";

    [Fact]
    public async Task Every_decision_is_kept_with_its_reasons_and_can_be_asked_again()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b", cpu: "2"));
        await using var run = new RecordedRun("least-allocated");
        await using (var scheduler = new RunningScheduler(Client.Access, Name, records: run.Records))
        {
            for (var each = 0; each < 3; each++)
                await PodAsync($"pod-{each}", scheduler: Name);
            await PodAsync("big", cpu: "5", scheduler: Name);
            await Eventually.HoldsAsync("three pods are bound and one is refused", () => scheduler.Bindings.Count == 3 && scheduler.Sayings.Any(each => each.Contains("/big", StringComparison.Ordinal)));
        }
        await run.Records.DisposeAsync();
        foreach (var pod in (await Api.Pods.ListAsync(new(Space), Cancellation)).Items.Where(pod => pod.Spec.NodeName is not null))
        {
            var kept = run.Bound[$"{Space}/{pod.Metadata.Name}"];
            Assert.Equal((pod.Spec.NodeName, pod.Metadata.Uid, 1.0), (kept.Node, kept.Uid, kept.Cores));
            Assert.Equal(pod.Metadata.Annotation("berth/decision"), kept.Note);
            Assert.Equal([a, b], kept.Open ?? [a, b]);
        }
        var refused = run.Decisions.First(each => each.Outcome == PodOutcome.Pending);
        Assert.Equal(($"{Space}/big", null), (refused.Pod, refused.Node));
        Assert.Contains("have too few cores", refused.Reason, StringComparison.Ordinal);
        AskAgain(run);
    }

    [Fact]
    public async Task Pods_that_were_there_are_kept_with_their_end()
    {
        var a = await NodeAsync("a");
        await PodAsync("theirs", scheduler: "nobody");
        await Api.Pods.PostPartAsync(Space, "theirs", "binding", new Objects.Binding { Metadata = new() { Name = "theirs", Namespace = Space }, Target = new() { ApiVersion = "v1", Kind = "Node", Name = a } }, Cancellation);
        await using var run = new RecordedRun("least-allocated");
        await using (new RunningScheduler(Client.Access, Name, records: run.Records))
        {
            await Eventually.HoldsAsync("it is found", () => run.Decisions.Any(each => each.Pod == $"{Space}/theirs"));
            await EndAsync("theirs");
            await Eventually.HoldsAsync("its end is known", () => run.Ends.Any(each => each.Pod == $"{Space}/theirs"));
        }
        Assert.Equal((PodOutcome.Found, a), run.Decisions.Where(each => each.Pod == $"{Space}/theirs").Select(each => (each.Outcome, each.Node)).First());
    }

    /// <summary>Every question of the run gets the same answer again.</summary>
    private static void AskAgain(RecordedRun run)
    {
        var lines = File.ReadAllLines(run.Situations);
        Assert.All(run.Decisions.Where(each => each.Outcome != PodOutcome.Found), each =>
        {
            var situation = SituationReader.Read(Encoding.UTF8.GetBytes(lines[each.Situation!.Value - 1]));
            Assert.Contains(situation.Decisions!, answer => answer.Subject == each.Pod && answer.Chosen == each.Node);
            Assert.Empty(situation.Differences(situation.Decide()));
        });
    }
}

public sealed class RecordsOnStandIn : RecordSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();
}

public sealed class RecordsOnRealServer(RealCluster cluster) : RecordSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();
}
