using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Foresight;

namespace Berth.Policies.Tests.Scaling.Foresight;

public sealed class OracleTests
{
    private const int Most = 3;

    [Fact]
    public void It_is_as_good_as_the_best_of_all_plans_or_nearly()
    {
        var (random, cases, costs, best) = (new RandomStream(3, "cases"), 0, 0, 0);
        while (cases < 150)
        {
            var start = random.NextInt(3);
            var future = Draw(random, seconds: 6 + random.NextInt(2), start);
            var allowed = (1 - future.Facts.ObjectivePercentile / 100) * future.Arrivals.Length;
            var cheapest = Plans((int)(future.End / Services.Second)).Where(plan => PlanJudge.Late(future, plan) <= allowed).Select(plan => (int?)plan.Sum()).Min();
            if (cheapest is null)
                continue;
            cases++;
            var plan = Asks(future);
            Assert.True(PlanJudge.Late(future, plan) <= allowed, $"{string.Join(' ', plan)} has {PlanJudge.Late(future, plan)} late of {future.Arrivals.Length}, start {start} s");
            Assert.True(plan.Sum() >= cheapest);
            (costs, best) = (costs + plan.Sum(), best + cheapest.Value);
        }
        Assert.InRange((double)costs / best, 1, 1.05);
    }

    [Fact]
    public void It_asks_as_long_before_as_a_start_takes()
    {
        var arrivals = Enumerable.Range(0, 100).Select(request => 10 * Services.Second + request * 50_000_000L).ToArray();
        var asks = Asks(new(arrivals, _ => 0.1, 20 * Services.Second, Services.Facts() with { StartSeconds = 3 }, 1, 3));
        Assert.Equal(1, asks[6]);
        Assert.True(asks[7] >= 2);
        Assert.Equal(1, asks[16]);
    }

    [Fact]
    public void Without_an_objective_the_fewest_are_enough() =>
        Assert.All(Asks(new([0, 1, 2], _ => 1, 3 * Services.Second, Services.Facts() with { ObjectiveSeconds = double.PositiveInfinity }, 1, 3)), ask => Assert.Equal(1, ask));

    private static ServiceFuture Draw(RandomStream random, int seconds, double start)
    {
        var arrivals = new List<long>();
        for (var second = 0; second < seconds; second++)
            for (var left = random.NextInt(random.NextInt(2) == 0 ? 4 : 14); left > 0; left--)
                arrivals.Add(second * Services.Second + (long)(random.NextDouble() * Services.Second));
        arrivals.Sort();
        var facts = new ServiceFacts(0.2, 0.1, start, 0.6, 85, ServiceLevers.None, []);
        double[] times = [.. arrivals.Select(_ => 0.2 * (1 + 0.1 * random.NextNormal()))];
        return new([.. arrivals], request => times[request], seconds * Services.Second, facts, 1, Most);
    }

    private static int[] Asks(ServiceFuture future)
    {
        var oracle = new Oracle();
        oracle.Foresee(future);
        var view = Services.View(future.Least, future.Least, future.Most);
        var asks = new int[future.End / Services.Second];
        for (var second = 0; second < asks.Length; second++)
        {
            view.Now = second * Services.Second;
            asks[second] = view.Desired = oracle.Decide(view).Replicas;
        }
        return asks;
    }

    private static IEnumerable<int[]> Plans(int seconds)
    {
        var plan = Enumerable.Repeat(1, seconds).ToArray();
        while (true)
        {
            yield return plan;
            var at = 0;
            while (at < seconds && plan[at] == Most)
                plan[at++] = 1;
            if (at == seconds)
                yield break;
            plan[at]++;
        }
    }
}
