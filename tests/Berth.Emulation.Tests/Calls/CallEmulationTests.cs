using Berth.Accounting.Jobs;
using Berth.Emulation.Calls;
using Berth.Emulation.Runs;
using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Observations;
using Berth.Policies.Placement.Predicted;
using Berth.Records.Store;
using Berth.Simulation.Jobs;

namespace Berth.Emulation.Tests.Calls;

/// <summary>Calls on a small world: real processes execute them where the policy says.</summary>
public sealed class CallEmulationTests
{
    private const int Count = 12;

    private sealed class ByInput : IPerformancePredictor
    {
        public double Level => 0.9;

        public PredictedPerformance? Predict(FunctionCall call, ComputeSize size) => new(PredictedValue.Exactly(call.Parameters["input"] * 4e-9 / size.Speed), PredictedValue.Unknown, PredictedValue.Unknown);
    }

    private static Site Site(string name, int nodes, double share) => new(name, Tier.Edge, nodes, new(1), new(share), new(1L << 30), null, null, new([new(10), new(30)]), 1, new(new(360)));

    private static Experiment Calls(params string[] policies) => new(
        "calls", 3, new([Site("cloud", 1, 0.6), Site("edge", 2, 0.2)], []), [], [],
        [new("requests", null, null, new([new("stress", 1, [new("input", 2e6, 2e7, true)])], new(10), Count), null, null, null, false, null)],
        null, null, policies, [], ["now"], ["perfect"], new Dictionary<string, IReadOnlyDictionary<string, double>>(),
        new(Model.World.Emulation, default, default, 1, null, default, SelfCheck.Skip, 100, default));

    [Fact]
    public async Task Calls_are_executed_where_the_policy_says_one_at_a_time_on_each_core()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var folder = Directory.CreateTempSubdirectory("berth-calls-");
        try
        {
            var kept = new List<(JobCase Case, JobResult Result)>();
            using (var store = RunStore.Create(Path.Combine(folder.FullName, "run.db")))
            {
                var run = new EmulationRun(store, _ => { }, new((_, _) => new ByInput(), (one, result, _) => kept.Add((one, result))));
                var outcome = await run.RunAsync([new([], Calls("round-robin", "predicted"))], TestContext.Current.CancellationToken);
                Assert.Empty(outcome.Failures);
                Assert.False(outcome.Interrupted);
            }
            Assert.Equal(["round-robin", "predicted"], kept.Select(each => each.Case.Placement));
            Assert.All(kept, each => Holds(each.Result));
            Assert.Equal(kept[0].Result.Jobs.Select(job => (job.Name, job.Arrival)), kept[1].Result.Jobs.Select(job => (job.Name, job.Arrival)));
            using var reader = RunReader.Open(Path.Combine(folder.FullName, "run.db"));
            Assert.Equal(["calls round-robin", "calls predicted"], reader.Deployments().Select(deployment => deployment.Placement));
            foreach (var (deployment, index) in reader.Deployments().Select((deployment, index) => (deployment, index)))
            {
                Assert.NotNull(deployment.End);
                var executions = reader.Executions(deployment.Deployment);
                Assert.Equal(Count, executions.Count(execution => execution.Outcome == ExecutionOutcome.Done));
                Assert.Equal(
                    kept[index].Result.Records.Select((record, call) => (long.CreateChecked(call + 1), kept[index].Result.Nodes[record.Node].Name)),
                    executions.OrderBy(execution => execution.Number).Select(execution => (execution.Number, execution.Node)));
                Assert.Equal(Count, reader.Decisions(deployment.Deployment).Count);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Holds(JobResult result)
    {
        Assert.All(result.Records, record => Assert.Equal(JobOutcome.Completed, record.Outcome));
        Assert.All(result.Records, record => Assert.True(record.Arrival <= record.Start && record.Start < record.End));
        foreach (var node in result.Records.GroupBy(record => record.Node))
            Assert.All(node.OrderBy(record => record.Start).Zip(node.OrderBy(record => record.Start).Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, "a core executes one call at a time"));
        Assert.Equal(result.Nodes.Sum(node => node.Total.Joules), result.Nodes.Sum(node => node.Idle.Joules) + result.Records.Sum(record => record.Used.Joules), 1e-6);
        Assert.Equal(result.Nodes.Sum(node => node.Total.Joules) * 1e-4, result.Nodes.Sum(node => node.Total.Grams), 1e-6);
        Assert.Equal(result.Records.Max(record => record.End), result.End);
    }
}
