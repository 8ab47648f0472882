using Berth.Model;
using Berth.Serving.Dispatch;

namespace Berth.Serving.Tests.Dispatch;

/// <summary>Whatever happens in whatever order, each request is answered once, and the counts add up.</summary>
public sealed class ConservationTests
{
    [Theory]
    [InlineData("pull")]
    [InlineData("round-robin")]
    [InlineData("least-outstanding")]
    public void No_request_is_lost_or_answered_twice(string balance)
    {
        for (var seed = 0; seed < 200; seed++)
            Play(balance, new RandomStream(seed, balance));
    }

    private static void Play(string balance, RandomStream random)
    {
        var dispatcher = new Dispatcher(new() { QueueLimit = 8, MostAttempts = 3, AdmitSeconds = random.NextInt(2) == 0 ? 0.05 : double.PositiveInfinity }, Balances.Get(balance), 0);
        var (exchanges, given) = (new List<FakeExchange>(), new List<FakeExchange>());
        var now = 0L;
        for (var step = 0; step < 400; step++)
        {
            now += random.NextInt(10_000_000);
            var replica = dispatcher.Replicas.Count > 0 ? dispatcher.Replicas[random.NextInt(dispatcher.Replicas.Count)] : null;
            var present = exchanges.Where(exchange => exchange.Standing != Standing.Outside).ToList();
            var one = present.Count > 0 ? present[random.NextInt(present.Count)] : null;
            switch (random.NextInt(10))
            {
                case 0 when dispatcher.Replicas.Count < 4:
                    dispatcher.Add(new($"{step}", "", 1 + random.NextInt(3)) { Link = new FakeLink() });
                    break;
                case 1 or 2 when replica is not null:
                    dispatcher.Healthy(replica, now);
                    break;
                case 3 when replica is not null && random.NextInt(6) == 0:
                    dispatcher.Drain(replica, now);
                    break;
                case 4 when replica is not null && random.NextInt(6) == 0:
                    dispatcher.Remove(replica, [.. ((FakeLink)replica.Link).Carried], now);
                    break;
                case 5 when one is { Standing: Standing.AtReplica }:
                    ((FakeLink)one.Replica!.Link).Carried.Remove(one);
                    dispatcher.Broken(one, now);
                    break;
                case 6 when one is not null && random.NextInt(3) == 0:
                    dispatcher.Expire(one, now);
                    break;
                case 7 when one is not null && dispatcher.GiveUp(one, now):
                    given.Add(one);
                    break;
                case 8 when one is { Standing: Standing.AtReplica }:
                    ((FakeLink)one.Replica!.Link).Carried.Remove(one);
                    dispatcher.Completed(one, new(200, [], []), now);
                    break;
                default:
                    exchanges.Add(new($"{step}") { Deadline = now + 1_000_000_000 });
                    dispatcher.Submit(exchanges[^1], now);
                    break;
            }
            Check(dispatcher, exchanges, given);
        }
    }

    private static void Check(Dispatcher dispatcher, List<FakeExchange> exchanges, List<FakeExchange> given)
    {
        var tally = dispatcher.Tally;
        Assert.Equal(exchanges.Count, tally.Arrived);
        Assert.Equal(tally.Arrived, tally.Completed + tally.Refused + tally.TimedOut + tally.GivenUp + tally.Failed + tally.Present);
        Assert.All(exchanges, exchange => Assert.Equal(exchange.Standing == Standing.Outside && !given.Contains(exchange) ? 1 : 0, exchange.Statuses.Count));
        Assert.Equal(exchanges.Count(exchange => exchange.Standing == Standing.Queued), tally.Queued);
        Assert.Equal(dispatcher.Replicas.Sum(replica => ((FakeLink)replica.Link).Carried.Count), tally.InFlight);
        Assert.All(dispatcher.Replicas, replica => Assert.Equal(((FakeLink)replica.Link).Carried.Count, replica.InFlight));
        Assert.All(dispatcher.Replicas.Where(replica => replica.State == ReplicaState.Ready), replica => Assert.InRange(replica.InFlight, 0, replica.Slots));
        // Nobody waits in the common queue while a replica is free.
        if (dispatcher.Replicas.Any(replica => replica.HasFreeSlot))
            Assert.All(exchanges.Where(exchange => exchange.Standing == Standing.Queued), exchange => Assert.NotNull(exchange.Replica));
    }
}
