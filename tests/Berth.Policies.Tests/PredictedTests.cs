using Berth.Model.Functions;
using Berth.Policies.Placement;
using Berth.Policies.Placement.Predicted;

namespace Berth.Policies.Tests;

public sealed class PredictedTests
{
    private const long Second = 1_000_000_000;

    private static readonly FunctionCall Pi = new("pi", new Dictionary<string, double> { ["num_samples"] = 8 });

    /// <summary>Says that a function takes its samples over the speed, and how wrong that may be on fast nodes; 10 J a second.</summary>
    private sealed class BySpeed(double wrong = 1.5) : IPerformancePredictor
    {
        public double Level => 0.9;

        public PredictedPerformance? Predict(FunctionCall call, ComputeSize size)
        {
            if (call.Function != "pi")
                return null;
            var seconds = call.Parameters["num_samples"] / size.Speed;
            var interval = new PredictedValue(seconds, seconds / wrong, size.Speed > 1 ? seconds * wrong : seconds);
            return new(interval, interval, interval.Times(10));
        }
    }

    private static PlacementBatch Ask(Situation situation, IPerformancePredictor? predictor, PredictedOptions? options, params TaskRequest[] tasks)
    {
        var batch = new PlacementBatch(situation.Cluster, 0, new(1, "test"), explain: true);
        foreach (var task in tasks)
            batch.Add(task);
        new PredictedPlacement(predictor, options).Place(batch);
        return batch;
    }

    private static Situation TwoSpeeds() => new Situation().Node("a", 1, 4, speed: 1).Node("b", 1, 4, speed: 2);

    [Fact]
    public void The_node_where_it_is_predicted_to_be_done_first_wins_whatever_length_it_declares()
    {
        var situation = TwoSpeeds();
        var batch = Ask(situation, new BySpeed(), null, situation.Task(1, 1, length: 9999) with { Call = Pi });
        Assert.Equal(["b"], situation.Names(batch));
        Assert.Equal(4, batch.ScoreOf(0));
        Assert.Equal("it is predicted to run 4 s (2.667 to 6) on b: it is done first there", batch.Decisions[0].Reason);
        Assert.Equal([8.0, 4], batch.Decisions[0].Candidates.Select(candidate => candidate.Score));
    }

    [Fact]
    public void The_queue_of_a_node_is_added()
    {
        var situation = TwoSpeeds().Taken("b", 1, 1, length: 9);
        // On b the other runs for 9 / 2 = 4.5 s more: 8.5 s there, 8 s on the slow node.
        var batch = Ask(situation, new BySpeed(), null, situation.Task(1, 1) with { Call = Pi });
        Assert.Equal(["a"], situation.Names(batch));
        Assert.Equal(8.5, Situation.Of(batch, "b").Score, 1e-9);
        Assert.Equal([("ready s", 4.5), ("run s", 4)], Situation.Of(batch, "b").Terms.Select(term => (term.Name, term.Value)));
    }

    [Fact]
    public void A_deadline_is_judged_by_the_upper_end_and_caution_says_how_much_of_it()
    {
        // 9 s: the fast node is predicted to need 4 s but may need 4 · 4 = 16; the slow one needs 8 s for certain.
        var situation = TwoSpeeds();
        var task = situation.Task(1, 1) with { Call = Pi, Deadline = 9 * Second };
        var careful = Ask(situation, new BySpeed(4), null, task);
        Assert.Equal(["a"], situation.Names(careful));
        Assert.Equal("may be done after the deadline", Situation.Of(careful, "b").Refusal);
        var other = TwoSpeeds();
        Assert.Equal(["b"], other.Names(Ask(other, new BySpeed(4), new(Caution: 0), task)));
        // Half of the interval is 10 s, four tenths 8.8 s.
        other = TwoSpeeds();
        Assert.Equal(["a"], other.Names(Ask(other, new BySpeed(4), new(Caution: 0.5), task)));
        other = TwoSpeeds();
        Assert.Equal(["b"], other.Names(Ask(other, new BySpeed(4), new(Caution: 0.4), task)));
    }

    [Fact]
    public void Where_no_node_is_sure_to_meet_the_deadline_it_goes_where_it_is_done_first_at_worst()
    {
        var situation = TwoSpeeds();
        var batch = Ask(situation, new BySpeed(4), null, situation.Task(1, 1) with { Call = Pi, Deadline = 2 * Second });
        Assert.Equal(["a"], situation.Names(batch));
        Assert.Equal(8, batch.ScoreOf(0));
        Assert.Contains("no node is sure to meet the deadline", batch.Decisions[0].Reason);
    }

    [Fact]
    public void Energy_is_the_power_of_the_node_over_the_predicted_time_and_cost_its_price()
    {
        // 90 W more for 4 s are 360 J on the fast node, 30 W more for 8 s 240 J on the slow one.
        Situation Powered(double priceOfSlow, double priceOfFast, double pue = 1) => new Situation()
            .Site("s", price: priceOfSlow, pue: pue).Node("a", 1, 4, speed: 1, watts: [10, 40]).Site("f", price: priceOfFast).Node("b", 1, 4, speed: 2, watts: [10, 100]);
        PlacementBatch Asked(Situation situation, PredictedObjective objective) => Ask(situation, new BySpeed(), new(objective), situation.Task(1, 1) with { Call = Pi });
        var plain = Powered(1, 1);
        var batch = Asked(plain, PredictedObjective.Energy);
        Assert.Equal(["a"], plain.Names(batch));
        Assert.Equal([240.0, 360], batch.Decisions[0].Candidates.Select(candidate => Math.Round(candidate.Score, 9)));
        Assert.Equal(384, Situation.Of(Asked(Powered(1, 1, pue: 1.6), PredictedObjective.Energy), "a").Score, 1e-9);
        var dear = Powered(3.6, 0.36);
        batch = Asked(dear, PredictedObjective.Cost);
        Assert.Equal(["b"], dear.Names(batch));
        Assert.Equal(360 / 3.6e6 * 0.36, batch.ScoreOf(0), 1e-12);
    }

    [Fact]
    public void A_node_of_unknown_power_is_judged_by_the_predicted_energy()
    {
        var situation = TwoSpeeds();
        var batch = Ask(situation, new BySpeed(), new(PredictedObjective.Energy), situation.Task(1, 1) with { Call = Pi });
        Assert.Equal([80.0, 40], batch.Decisions[0].Candidates.Select(candidate => candidate.Score));
    }

    [Fact]
    public void What_the_predictor_does_not_know_has_the_length_it_declares()
    {
        var situation = TwoSpeeds();
        var batch = Ask(situation, new BySpeed(), null, situation.Task(1, 1, length: 30) with { Call = new("sort", new Dictionary<string, double>()) }, situation.Task(1, 1, length: 4));
        Assert.Equal(["b", "a"], situation.Names(batch));
        Assert.StartsWith("it declares a length of 15 s on b", batch.Decisions[0].Reason, StringComparison.Ordinal);
        var named = TwoSpeeds();
        Assert.Equal(["b"], named.Names(named.Ask("predicted", null, named.Task(1, 1))));
        Assert.IsType<PredictedPlacement>(PlacementPolicies.Get("predicted", new Dictionary<string, double> { ["objective"] = 1 }, new BySpeed()));
        Assert.Equal("first-fit", PlacementPolicies.Get("first-fit", null, new BySpeed()).Name);
    }
}
