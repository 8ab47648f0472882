using Berth.Model;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Tests.Sources;

public sealed class ArrivalScheduleTests
{
    private const long Begin = 5_000_000_000_000;
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(Arrivals.Periodic)]
    [InlineData(Arrivals.Poisson)]
    public void The_same_seed_gives_the_same_arrivals_and_another_gives_others(Arrivals arrivals)
    {
        Assert.Equal(Moments(arrivals, 7, "a"), Moments(arrivals, 7, "a"));
        Assert.NotEqual(Moments(arrivals, 7, "a"), Moments(arrivals, 8, "a"));
        Assert.NotEqual(Moments(arrivals, 7, "a"), Moments(arrivals, 7, "b"));
    }

    [Fact]
    public void Periodic_arrivals_keep_their_distance_and_begin_within_the_first()
    {
        var moments = Moments(Arrivals.Periodic, 7, "a");
        Assert.Equal(500, moments.Length);
        Assert.InRange(moments[0], Begin, Begin + 199_999_999);
        Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 199_999_999, 200_000_001));
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_exponential_distances()
    {
        var moments = Moments(Arrivals.Poisson, 7, "a", 2000);
        Assert.InRange(moments.Length, 9_600, 10_400);
        Assert.Equal(moments.Order(), moments);
        var longer = moments.Zip(moments.Skip(1)).Count(pair => pair.Second - pair.First > 200_000_000);
        Assert.InRange(longer / (double)moments.Length, Math.Exp(-1) - 0.02, Math.Exp(-1) + 0.02);
    }

    [Theory]
    [InlineData(Arrivals.Periodic)]
    [InlineData(Arrivals.Poisson)]
    public void A_dilated_schedule_is_the_same_one_stretched(Arrivals arrivals)
    {
        var one = Moments(arrivals, 7, "a");
        var four = ArrivalSchedule.Moments(arrivals, 5.0 / 4, 7, "a", Begin, Begin + 400 * Second).ToArray();
        Assert.Equal(one.Length, four.Length);
        Assert.All(one.Zip(four), pair => Assert.InRange(pair.Second - Begin - 4 * (pair.First - Begin), -4, 4));
    }

    [Fact]
    public void Nothing_arrives_outside_the_window()
    {
        Assert.Empty(ArrivalSchedule.Moments(Arrivals.Poisson, 5, 7, "a", Begin, Begin));
        Assert.All(Moments(Arrivals.Poisson, 7, "a"), moment => Assert.InRange(moment, Begin, Begin + 100 * Second - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArrivalSchedule.Moments(Arrivals.Poisson, 0, 7, "a", Begin, Begin + 1));
    }

    private static long[] Moments(Arrivals arrivals, long seed, string stream, long seconds = 100) =>
        [.. ArrivalSchedule.Moments(arrivals, 5, seed, stream, Begin, Begin + seconds * Second)];
}
