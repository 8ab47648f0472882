using Berth.Model;
using Berth.Model.Functions;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Policies.Placement.Predicted;
using Berth.Records.Formats.Generators;
using Berth.Simulation.Jobs;

namespace Berth.Simulation.Tests.Jobs;

/// <summary>Calls of functions: their time is that of a model, and a policy that asks the model counts with it.</summary>
public sealed class CallTests
{
    /// <summary>A function <c>work</c> takes its seconds over the speed, <c>wait</c> its seconds wherever it is; both may take twice or half as long.</summary>
    private sealed class Known(double wrong = 1) : IPerformancePredictor
    {
        public double Level => 0.9;

        public PredictedPerformance? Predict(FunctionCall call, ComputeSize size)
        {
            if (call.Function is not ("work" or "wait"))
                return null;
            var seconds = call.Parameters["seconds"] / (call.Function == "work" ? size.Speed : 1);
            return new(new(seconds, seconds / wrong, seconds * wrong), PredictedValue.Unknown, PredictedValue.Unknown);
        }
    }

    private static readonly Continuum SlowAndFast = Scenario.Continuum(Scenario.Site("a", share: 0.5), Scenario.Site("b"));

    private static readonly List<NodeSpec> Nodes = [new("a", 0, 1000, 1e9, Speed: 0.5), new("b", 1, 1000, 1e9)];

    private static Job Call(string name, double arrival, double seconds, string function = "work") =>
        new(name, new(arrival), new(1), default, default, default, Call: new(function, new Dictionary<string, double> { ["seconds"] = seconds }));

    private static JobResult Run(IPlacementPolicy policy, IPerformancePredictor predictor, long seed, params Job[] calls)
    {
        var times = new CallTimes(predictor, seed);
        return new JobSimulation(new(SlowAndFast, calls.Select(call => times.WithLength(call, Nodes)), policy, Seed: seed, Calls: times, Explain: true)).Run();
    }

    private static IEnumerable<(int Node, double Start, double End)> Runs(JobResult result) => result.Records.Select(record => (record.Node, record.Start * 1e-9, record.End * 1e-9));

    [Fact]
    public void A_policy_that_predicts_waits_for_the_fast_node_where_that_is_sooner()
    {
        // The second runs on the slow node from 1 to 3 s; there the third would end at 3 + 6 = 9 s, behind the first on the fast one at 4 + 3 = 7 s.
        Job[] calls = [Call("one", 0, 4), Call("two", 1, 1), Call("three", 1.5, 3)];
        Assert.Equal([(1, 0, 4), (0, 1, 3), (1, 4, 7)], Runs(Run(new PredictedPlacement(new Known()), new Known(), 1, calls)));
        Assert.Equal([(0, 0, 8), (1, 1, 2), (1, 2, 5)], Runs(Run(new Scenario.FirstFit(), new Known(), 1, calls)));
    }

    [Fact]
    public void What_runs_and_waits_counts_with_its_prediction_and_not_with_its_length()
    {
        // 3 s on every node. By lengths over speeds the first would hold the slow node until 6 s, and the third would wait for the fast one until 3.5 s.
        var result = Run(new PredictedPlacement(new Known()), new Known(), 1, Call("one", 0, 3, "wait"), Call("two", 0.5, 3, "wait"), Call("three", 1, 3, "wait"));
        Assert.Equal([(0, 0, 3), (1, 0.5, 3.5), (0, 3, 6)], Runs(result));
        Assert.Equal("it is predicted to run 3 s on a-1 after waiting 2 s: it is done first there", result.Decisions[2].Why!.Reason);
    }

    [Fact]
    public void A_call_is_as_lucky_on_every_node_and_under_every_policy()
    {
        var calls = Enumerable.Range(0, 40).Select(number => Call($"call-{number}", 20 * number, 1 + number % 3)).ToArray();
        var (predictor, nothing) = (new Known(2), new Known());
        var predicted = Run(new PredictedPlacement(predictor), predictor, 7, calls);
        var first = Run(new Scenario.FirstFit(), predictor, 7, calls);
        var luck = predicted.Records.Select((record, number) => record.RunSeconds / calls[number].Call!.Parameters["seconds"]).ToList();
        Assert.All(predicted.Records, record => Assert.Equal(1, record.Node));
        Assert.All(first.Records.Index(), each => Assert.Equal(2 * luck[each.Index] * calls[each.Index].Call!.Parameters["seconds"], each.Item.RunSeconds, 1e-8));
        Assert.Equal(40, luck.Distinct().Count());
        Assert.Equal(predicted.Records, Run(new PredictedPlacement(predictor), predictor, 7, calls).Records);
        Assert.NotEqual(predicted.Records, Run(new PredictedPlacement(predictor), predictor, 8, calls).Records);
        Assert.All(Run(new PredictedPlacement(nothing), nothing, 7, calls).Records.Index(), each => Assert.Equal(calls[each.Index].Call!.Parameters["seconds"], each.Item.RunSeconds, 1e-8));
    }

    [Fact]
    public void As_many_calls_are_in_their_interval_as_it_promises()
    {
        var times = new CallTimes(new Known(3), 1);
        var seconds = Enumerable.Range(0, 4000).Select(number => times.Seconds(Call($"call-{number}", 0, 1), Nodes[1])).ToList();
        Assert.InRange(seconds.Count(each => each is >= 1 / 3.0 and <= 3) / 4000.0, 0.88, 0.92);
        Assert.InRange(seconds.Count(each => each < 1) / 4000.0, 0.47, 0.53);
        Assert.Equal(1, new CallTimes(new Known(double.PositiveInfinity), 1).Seconds(Call("open", 0, 1), Nodes[1]));
    }

    [Fact]
    public void A_call_that_the_model_does_not_know_is_named()
    {
        var times = new CallTimes(new Known(), 1);
        var error = Assert.Throws<FormatException>(() => times.WithLength(Call("one", 0, 4, "sort"), Nodes));
        Assert.Contains("one: the model of performance knows nothing of sort with seconds = 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_are_drawn_by_weight_evenly_in_logarithms_and_with_the_rate()
    {
        var generator = new CallGenerator([new("pi", 3, [new("num_samples", 1, 10_000, true)]), new("stress", 1, [])], new(2), 4000);
        var calls = FunctionCalls.Generate(generator, 5, "requests").ToList();
        Assert.Equal(calls.Select(call => call.Name), FunctionCalls.Generate(generator, 5, "requests").Select(call => call.Name));
        Assert.InRange(calls[^1].Arrival.Seconds, 1900, 2100);
        var samples = calls.Where(call => call.Class == "pi").Select(call => call.Call!.Parameters["num_samples"]).ToList();
        Assert.InRange(samples.Count, 2880, 3120);
        Assert.InRange(samples.Count(each => each < 100) / (double)samples.Count, 0.47, 0.53);
        Assert.All(calls, call => Assert.Equal(1, call.Cpu.Cores));
        Assert.NotEqual(calls.Select(call => call.Arrival), FunctionCalls.Generate(generator, 6, "requests").Select(call => call.Arrival));
    }
}
