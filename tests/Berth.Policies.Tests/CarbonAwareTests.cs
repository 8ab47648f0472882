using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

public sealed class CarbonAwareTests
{
    private static readonly double[] Watts = [0, 100];

    private static Dictionary<string, double> Weights(double carbon, double wait = 1, double queue = 0, double price = 0, double maxDelay = 21_600) =>
        new() { ["carbon-weight"] = carbon, ["wait-weight"] = wait, ["queue-weight"] = queue, ["price-weight"] = price, ["max-delay"] = maxDelay };

    private static Situation TwoSites() => new Situation()
        .Site("dirty", forecast: new TwoLevels(500)).Node("dirty-1", 4, 4, watts: Watts)
        .Site("clean", forecast: new TwoLevels(100)).Node("clean-1", 4, 4, watts: Watts);

    [Theory]
    [InlineData(0, "dirty-1")]
    [InlineData(0.01, "clean-1")]
    public void Among_sites_with_room_any_weight_prefers_the_cleaner(double weight, string chosen)
    {
        var situation = TwoSites();
        var batch = situation.Ask("carbon-aware", Weights(weight), situation.Task(1));
        Assert.Equal([chosen], situation.Names(batch));
        Assert.Equal(0, batch.ScoreOf(0));
    }

    [Theory]
    [InlineData(0.39, "dirty-1")]
    [InlineData(0.4, "clean-1")]
    public void A_larger_weight_waits_for_room_in_the_cleaner_site(double weight, string chosen)
    {
        // The clean site has room after 2 h. Choices: dirty now and at 0.5, 1, … 4.5 h (10), clean at 2, 2.5, … 4.5 h (6). Their waits in hours, sorted:
        // 0, 0.5, 1, 1.5, then 2 to 4.5 twice each. p5 at 0.75 is 0.375 h, p95 at 14.25 is 4.5 h; two hours score 0.3939.
        var situation = TwoSites().Taken("clean-1", 4, 0, 7200);
        var batch = situation.Ask("carbon-aware", Weights(weight), situation.Task(1));
        Assert.Equal([chosen], situation.Names(batch));
        var wait = (2 - 0.375) / (4.5 - 0.375);
        Assert.Equal(chosen == "clean-1" ? wait : weight, batch.ScoreOf(0), 1e-12);
        Assert.Equal(chosen == "dirty-1", situation.Cluster.Runs(batch.Tasks[0].Id, batch.NodeOf(0)));
        Assert.Contains(chosen == "clean-1" ? "waits 7200 s for room on clean-1" : "dirty-1 in dirty now", batch.Decisions[0].Reason);
    }

    [Theory]
    [InlineData(0.19, false)]
    [InlineData(0.2, true)]
    public void A_larger_weight_waits_for_cleaner_power(double weight, bool waits)
    {
        // Starts at 0, 0.5, … 4.5 h: 10 choices, of which 2 are dirty. Waits: p5 is 0.225 h, p95 is 4.275 h; one hour scores (1 - 0.225) / 4.05 = 0.1914, the carbon saved 1.
        var situation = new Situation().Site("grid", forecast: new TwoLevels(500, 100, 3600)).Node("n-1", 4, 4, watts: Watts);
        var batch = situation.Ask("carbon-aware", Weights(weight), situation.Task(1, length: 600));
        Assert.Equal(waits ? 3_600_000_000_000 : 0, batch.DeferredUntil(0));
        Assert.Equal(waits ? null : "n-1", batch.Decisions[0].Chosen);
        Assert.Contains(waits ? "put off by 3600 s for cleaner power in grid" : "n-1 in grid now", batch.Decisions[0].Reason);
    }

    [Fact]
    public void Nothing_waits_longer_than_it_may_nor_past_its_deadline()
    {
        Situation Grid() => new Situation().Site("grid", forecast: new TwoLevels(500, 100, 3600)).Node("n-1", 4, 4, watts: Watts);
        var bounded = Grid();
        Assert.Equal(["n-1"], bounded.Names(bounded.Ask("carbon-aware", Weights(1000, maxDelay: 3599), bounded.Task(1))));
        var due = Grid();
        Assert.Equal(["n-1"], due.Names(due.Ask("carbon-aware", Weights(1000), due.Task(1, length: 600) with { Deadline = 4199_000_000_000 })));
        var inTime = Grid();
        Assert.Equal(["-"], inTime.Names(inTime.Ask("carbon-aware", Weights(1000), inTime.Task(1, length: 600) with { Deadline = 4200_000_000_000 })));
        var late = Grid();
        Assert.Equal(["n-1"], late.Names(late.Ask("carbon-aware", Weights(1000), late.Task(1, length: 600) with { Deadline = 10 })));
        var stream = Grid();
        Assert.Equal(["n-1"], stream.Names(stream.Ask("carbon-aware", Weights(1000), stream.Task(1, length: double.PositiveInfinity))));
    }

    [Fact]
    public void Within_a_site_the_node_that_needs_least_wins_and_terms_are_scaled()
    {
        var situation = new Situation().Site("s", price: 0.2, forecast: new TwoLevels(300))
            .Node("a", 4, 4, watts: [0, 400]).Node("b", 4, 4, watts: [0, 100]).Node("c", 4, 4, watts: [0, 200]);
        var batch = situation.Ask("carbon-aware", Weights(2, price: 1, maxDelay: 0), situation.Task(1));
        Assert.Equal(["b"], situation.Names(batch));
        // Joules 10000, 2500, 5000: p5 is 2750, p95 is 9500, so c scales to (5000 - 2750) / 6750 = 1/3.
        Assert.Equal([2.0, 0, 0, 1], Situation.Of(batch, "a").Terms.Select(term => Math.Round(term.Value, 12)));
        Assert.Equal([0.0, 0, 0, 0], Situation.Of(batch, "b").Terms.Select(term => Math.Round(term.Value, 12)));
        Assert.Equal([0.666667, 0, 0, 0.333333], Situation.Of(batch, "c").Terms.Select(term => Math.Round(term.Value, 6)));
        Assert.Equal(["carbon", "wait", "queue", "price"], Situation.Of(batch, "c").Terms.Select(term => term.Name));
    }

    [Fact]
    public void While_no_node_has_room_a_task_stays_pending()
    {
        var situation = TwoSites().Taken("dirty-1", 4, 0).Taken("clean-1", 4, 0);
        var batch = situation.Ask("carbon-aware", Weights(1), situation.Task(1));
        Assert.Equal((-1, 0), (batch.NodeOf(0), batch.DeferredUntil(0)));
        Assert.Contains("has 0 of 1 cores free", batch.Decisions[0].Reason);
    }
}
