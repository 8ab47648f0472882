using Berth.Emulation.Calls;
using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Policies.Placement.Predicted;
using Berth.Records.Formats.Generators;
using Berth.Simulation.Jobs;

namespace Berth.Emulation.Tests.Calls;

/// <summary>The emulated world asks policies what the simulated one asks them: where executions take as long, both place the same calls on the same nodes at the same moments.</summary>
public sealed class CallDeskTests
{
    private sealed class BySpeed : IPerformancePredictor
    {
        public double Level => 0.9;

        public PredictedPerformance? Predict(FunctionCall call, ComputeSize size)
        {
            var seconds = call.Parameters["seconds"] / size.Speed;
            return new(new(seconds, seconds / 2, seconds * 2), PredictedValue.Unknown, PredictedValue.Unknown);
        }
    }

    private static Site Site(string name, int nodes, double share) => new(name, Tier.Edge, nodes, new(1), new(share), new(1L << 30), null, null, null, 1, null);

    private static readonly Continuum Unequal = new([Site("cloud", 1, 0.8), Site("edge", 1, 0.4), Site("endpoint", 2, 0.15)], []);

    public static TheoryData<string, QueueDiscipline> Policies => new(
        from policy in (string[])["predicted", "least-allocated", "round-robin", "min-min", "first-fit"]
        from queue in (QueueDiscipline[])[QueueDiscipline.Overtake, QueueDiscipline.Fcfs]
        select (policy, queue));

    [Theory]
    [MemberData(nameof(Policies))]
    public void It_decides_as_the_simulation_where_executions_take_as_long(string name, QueueDiscipline queue)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var times = new CallTimes(new BySpeed(), seed);
            var view = ClusterOf.Continuum(Unequal);
            var nodes = Enumerable.Range(0, view.Count).Select(node => view[node]).ToList();
            Job[] calls = [.. FunctionCalls.Generate(new([new("work", 1, [new("seconds", 0.1, 2, false)])], new(1.6), 60), seed, "test").Select(call => times.WithLength(call, nodes))];
            var simulated = new JobSimulation(new(Unequal, calls, PlacementPolicies.Get(name, null, new BySpeed()), Seed: seed, Calls: times, Queue: queue)).Run();
            var desk = new CallDesk(PlacementPolicies.Get(name, null, new BySpeed()), view, new(seed, $"placement {name}"), queue == QueueDiscipline.Fcfs ? 1 : 100);
            Assert.Equal(simulated.Records.Select(record => (record.Node, record.Start)), Drive(desk, calls, (call, node) => times.Seconds(call, nodes[node])));
        }
    }

    /// <summary>Plays the world: calls come and end at their moments, ends first.</summary>
    private static (int Node, long Start)[] Drive(CallDesk desk, Job[] calls, Func<Job, int, double> seconds)
    {
        var ran = new (int, long)[calls.Length];
        var ends = new PriorityQueue<(TaskRequest Task, int Node), (long, int)>();
        for (var next = 0; next < calls.Length || ends.Count > 0;)
        {
            if (ends.TryPeek(out var first, out var end) && (next == calls.Length || end.Item1 <= calls[next].Arrival.Nanoseconds))
            {
                ends.Dequeue();
                Start(desk.End(first.Task, first.Node, end.Item1), end.Item1);
            }
            else
            {
                var now = calls[next].Arrival.Nanoseconds;
                Start(desk.Arrive(calls[next].Request(next, calls[next++].Name), now), now);
            }
        }
        return ran;

        void Start(IReadOnlyList<(TaskRequest Task, int Node)> started, long now)
        {
            foreach (var (task, node) in started)
            {
                ran[task.Id] = (node, now);
                ends.Enqueue((task, node), (now + (long)Math.Round(seconds(calls[task.Id], node) * 1e9), task.Id));
            }
        }
    }

    [Fact]
    public void What_a_policy_puts_off_it_is_asked_about_then()
    {
        var cluster = ClusterOf.Continuum(Unequal);
        var desk = new CallDesk(new Later(), cluster, new(1, "test"), 100);
        var task = new TaskRequest(0, "one", new(1000, 0, default), 1);
        Assert.Empty(desk.Arrive(task, 10));
        Assert.Equal(25, desk.AsksAgain(10));
        Assert.Empty(desk.Ask(24));
        Assert.Equal((task, 2), Assert.Single(desk.Ask(25)));
        Assert.Null(desk.AsksAgain(25));
        Assert.Equal("it was 25", Assert.Single(desk.Decisions).Why!.Reason);
    }

    /// <summary>Puts everything off to 25 ns, and then places it on the third node.</summary>
    private sealed class Later : IPlacementPolicy
    {
        public string Name => "later";

        public string Summary => "at 25 ns";

        public void Place(PlacementBatch batch)
        {
            for (var index = 0; index < batch.Tasks.Count; index++)
            {
                if (batch.Now < 25)
                    batch.Defer(index, 25);
                else
                    batch.Assign(index, 2);
                batch.Explain(new(Name, batch.Tasks[index].Name, null, $"it was {batch.Now}", []));
            }
        }
    }
}
