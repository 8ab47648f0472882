using Berth.Model;
using Berth.Policies.Scaling.Queueing;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Policies.Tests.Scaling.Queueing;

public sealed class ErlangCTests
{
    // By hand from the sums.
    [Theory]
    [InlineData(1, 1, 1.0 / 2)]
    [InlineData(2, 2, 2.0 / 5)]
    [InlineData(2, 3, 4.0 / 19)]
    [InlineData(4, 2, 8.0 / 13)]
    [InlineData(0, 3, 0)]
    [InlineData(5, 0, 1)]
    public void Blocking_is_that_of_the_sums(double load, int servers, double blocking) =>
        Assert.Equal(blocking, ErlangC.Blocking(load, servers), 15);

    // From published tables of Erlang B.
    [Theory]
    [InlineData(10, 10, 0.2146)]
    [InlineData(4.461, 10, 0.01)]
    [InlineData(12.03, 20, 0.01)]
    [InlineData(84.06, 100, 0.01)]
    public void Blocking_is_that_of_the_tables(double load, int servers, double blocking) =>
        Assert.Equal(blocking, ErlangC.Blocking(load, servers), 4);

    [Theory]
    [InlineData(0.3, 1, 0.3)]
    [InlineData(1, 2, 1.0 / 3)]
    [InlineData(2, 3, 4.0 / 9)]
    [InlineData(1.44, 2, 2 * 0.72 * 0.72 / 1.72)]
    [InlineData(3, 3, 1)]
    [InlineData(7, 3, 1)]
    [InlineData(0, 3, 0)]
    public void The_part_that_waits(double load, int servers, double delay) =>
        Assert.Equal(delay, ErlangC.Delay(load, servers), 14);

    [Fact]
    public void It_is_the_sum_of_all_terms() =>
        Prop.ForAll(Arb.From(from servers in Gen.Choose(1, 400) from part in Gen.Choose(1, 999) select (servers, part)), given =>
        {
            var load = given.servers * given.part / 1000.0;
            // Terms a^k/k! in logarithms, the largest taken out.
            var logarithms = new double[given.servers + 1];
            for (var k = 1; k <= given.servers; k++)
                logarithms[k] = logarithms[k - 1] + Math.Log(load / k);
            var largest = logarithms.Max();
            var all = logarithms[given.servers] is var last && Math.Exp(last - largest) is var busy ? logarithms.Sum(one => Math.Exp(one - largest)) - busy : 0;
            var waiting = Math.Exp(logarithms[given.servers] - largest) / (1 - load / given.servers);
            var delay = waiting / (all + waiting);
            return Math.Abs(ErlangC.Delay(load, given.servers) - delay) <= 1e-8 * delay + 1e-290;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(1_000_000, 1_001_000, 0.2234)]
    [InlineData(1_000_000, 1_002_000, 0.0270)]
    [InlineData(10_000, 10_100, 0.2234)]
    public void A_million_servers_are_no_trouble(double load, int servers, double delay) =>
        Assert.Equal(delay, ErlangC.Delay(load, servers), 2);

    [Theory]
    [InlineData(0.001, 500)]
    [InlineData(1, 100_000)]
    public void Far_too_many_servers_wait_for_nothing(double load, int servers) =>
        Assert.InRange(ErlangC.Delay(load, servers), 0, 1e-300);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 0.4)]
    [InlineData(9, 1)]
    public void One_server_with_exponential_times(double rate, double seconds)
    {
        Assert.Equal(rate / 10 * Math.Exp(-(10 - rate) * seconds), ErlangC.WaitLonger(rate, 0.1, 1, 1, seconds), 14);
        Assert.Equal(rate / 10 / (10 - rate), ErlangC.MeanWait(rate, 0.1, 1, 1), 12);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 0.3)]
    [InlineData(9, 2)]
    public void One_server_waits_as_Pollaczek_and_Khinchine_say(double rate, double variation) =>
        Assert.Equal(rate * 0.01 * (1 + variation * variation) / (2 * (1 - rate * 0.1)), ErlangC.MeanWait(rate, 0.1, variation, 1), 12);

    [Fact]
    public void Too_few_servers_wait_for_ever()
    {
        Assert.Equal(1, ErlangC.WaitLonger(20, 0.1, 1, 2, 1000));
        Assert.Equal(double.PositiveInfinity, ErlangC.MeanWait(20, 0.1, 1, 2));
    }

    // 0.1 s in the mean, 0.3 of it as deviation, 99 % within 0.5 s; rates rounded to a tenth.
    [Theory]
    [InlineData(4.7, 1)]
    [InlineData(14.4, 2)]
    [InlineData(24.3, 3)]
    [InlineData(34.2, 4)]
    [InlineData(44.2, 5)]
    public void The_highest_rate_that_so_many_can_take(double rate, int servers)
    {
        Assert.Equal(servers, ErlangC.Servers(rate - 0.05, 0.1, 0.3, 0.4, 0.01));
        Assert.Equal(servers + 1, ErlangC.Servers(rate + 0.05, 0.1, 0.3, 0.4, 0.01));
    }

    [Fact]
    public void The_fewest_servers_are_enough_and_one_less_is_not() =>
        Prop.ForAll(Arb.From(from rate in Gen.Choose(0, 3000) from variation in Gen.Choose(0, 20) from wait in Gen.Choose(0, 20) from part in Gen.Choose(1, 100) select (rate, variation, wait, part)), given =>
        {
            var (rate, variation, seconds, part) = (given.rate / 10.0, given.variation / 10.0, given.wait / 10.0, given.part / 100.0);
            var servers = ErlangC.Servers(rate, 0.1, variation, seconds, part);
            return ErlangC.WaitLonger(rate, 0.1, variation, servers, seconds) <= part && (servers == 1 || ErlangC.WaitLonger(rate, 0.1, variation, servers - 1, seconds) > part || rate * 0.1 >= servers - 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(1, 2, 15, 0.1)]
    [InlineData(1, 5, 44, 0.2)]
    [InlineData(0, 5, 44, 0.2)]
    [InlineData(0, 1, 8, 0.2)]
    [InlineData(0.5, 3, 25, 0.1)]
    public void A_queue_that_is_played_through_waits_about_as_long(double variation, int servers, double rate, double seconds)
    {
        const int requests = 400_000;
        var random = new RandomStream(4, "queue");
        var free = new double[servers];
        var (now, waited, longer) = (0.0, 0.0, 0);
        double Exponential() => -Math.Log(1 - random.NextDouble());
        for (var request = 0; request < requests; request++)
        {
            now += Exponential() / rate;
            var first = Array.IndexOf(free, free.Min());
            var wait = Math.Max(0, free[first] - now);
            // Constant, exponential, or the sum of four exponential ones, which deviates by half.
            var service = variation switch { 0 => 0.1, 1 => 0.1 * Exponential(), _ => 0.025 * (Exponential() + Exponential() + Exponential() + Exponential()) };
            free[first] = now + wait + service;
            waited += wait;
            longer += wait > seconds ? 1 : 0;
        }
        Assert.InRange(waited / requests / ErlangC.MeanWait(rate, 0.1, variation, servers), 0.9, 1.1);
        Assert.InRange((double)longer / requests / ErlangC.WaitLonger(rate, 0.1, variation, servers, seconds), 0.75, 1.25);
    }

    [Theory]
    [InlineData(-1, 0.1, 1, 0.1)]
    [InlineData(double.NaN, 0.1, 1, 0.1)]
    [InlineData(1, 0, 1, 0.1)]
    [InlineData(1, 0.1, -1, 0.1)]
    [InlineData(1, 0.1, 1, 0)]
    [InlineData(1, 0.1, 1, 1.1)]
    public void What_cannot_be_is_refused(double rate, double mean, double variation, double part) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.Servers(rate, mean, variation, 0.4, part));
}
