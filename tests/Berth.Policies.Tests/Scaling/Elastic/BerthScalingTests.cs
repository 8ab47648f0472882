using Berth.Model.Services;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Scaling.Elastic;

public sealed class BerthScalingTests
{
    [Fact]
    public void A_higher_steady_load_never_has_fewer_replicas()
    {
        var wanted = Enumerable.Range(0, 80).Select(rate =>
        {
            var view = Asked.View(Asked.Standby, most: 12);
            return Asked.Steady(view, rate).Ask(view).Replicas;
        }).ToList();
        Assert.Equal(wanted.Order(), wanted);
        Assert.Equal((1, true), (wanted[0], wanted[^1] > 5));
    }

    // Not quite monotonic: a chance is 1 at most, so what is late with any number buys no replica.
    [Fact]
    public void More_that_waits_has_at_most_one_replica_fewer() =>
        Prop.ForAll(Arb.From(from rate in Gen.Choose(0, 70) from queued in Gen.Choose(0, 12) from more in Gen.Choose(0, 12) from parks in Gen.Elements(false, true)
                             from start in Gen.Elements(0.1, 1, 10) select (rate, queued, more, parks, start)), given =>
        {
            int Wanted(int queued)
            {
                var view = Asked.View(given.parks ? Asked.Standby : ServiceLevers.None, start: given.start);
                return Asked.Steady(view, given.rate, 20).Ask(view, queued).Replicas;
            }
            return Wanted(given.queued) <= Wanted(given.queued + given.more) + 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Nothing_is_outside_the_bounds() =>
        Prop.ForAll(Arb.From(from least in Gen.Choose(0, 4) from room in Gen.Choose(1, 9) from rate in Gen.Choose(0, 300) from queued in Gen.Choose(0, 500) from ready in Gen.Choose(0, 14)
                             from levers in Gen.Elements(ServiceLevers.None, Asked.Standby, new(new(3, new(0.02), new(0.2)), new(new(4)), new(new(0.5), null), true, new(new(100), 2)))
                             select (least, room, rate, queued, ready, levers)), given =>
        {
            var view = Asked.View(given.levers, given.least, given.least + given.room);
            var policy = Asked.Steady(view, given.rate, 5);
            Asked.Ready(view, given.ready);
            var decision = policy.Ask(view, given.queued, 150);
            return decision.Replicas >= view.Least && decision.Replicas <= view.Most && decision.Standby <= (given.levers.Standby?.Most ?? 0)
                && decision.Cores <= (given.levers.Resize?.Most.Cores ?? 1) && decision.Cores >= 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_budget_that_is_used_up_buys_more_replicas()
    {
        int Wanted(int late)
        {
            var view = Asked.View(Asked.Standby, most: 12);
            return Asked.Steady(view, 34, late: late).Ask(view).Replicas;
        }
        Assert.True(Wanted(0) < Wanted(60), $"{Wanted(0)} replicas with a whole budget, {Wanted(60)} without one");
    }

    [Fact]
    public void A_reason_has_its_numbers()
    {
        var view = Asked.View(Asked.Standby);
        var decision = Asked.Steady(view, 20).Ask(view, 12);
        Assert.StartsWith("20 requests/s (±0.8) keep 2 cores busy and 12 wait; with ", decision.Reason, StringComparison.Ordinal);
        Assert.Contains($"with {decision.Replicas} replicas, ", decision.Reason, StringComparison.Ordinal);
        Assert.EndsWith("of what comes 0.2 s from now will be late, and 0 % of the error budget is used", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(["rate", "deviation", "queued", "late", "budget used", "price"], decision.Terms.Select(term => term.Name));
        Assert.Equal((20, 12), (decision.Terms[0].Value, decision.Terms[2].Value));
    }

    [Fact]
    public void Nothing_is_said_where_nothing_changes()
    {
        var view = Asked.View(Asked.Standby);
        var policy = Asked.Steady(view, 20);
        Assert.Equal(("", 0), (policy.Decide(view).Reason, policy.Decide(view).Terms.Count));
    }

    [Fact]
    public void The_rest_stands_by() => Assert.Equal(5, Asked.Steady(Asked.View(Asked.Standby), 3).Ask(Asked.View(Asked.Standby)).Standby);

    [Fact]
    public void Without_standby_a_service_that_starts_slowly_is_insured_against_a_surge()
    {
        int Wanted(double start)
        {
            var view = Asked.View(ServiceLevers.None, start: start);
            return Asked.Steady(view, 7).Ask(view).Replicas;
        }
        Assert.True(Wanted(0.1) < Wanted(10), $"{Wanted(0.1)} replicas that start at once, {Wanted(10)} that need ten seconds");
    }
}
