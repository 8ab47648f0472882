using Berth.Model;
using Berth.Model.Services;
using Berth.Records.Formats.Requests;

namespace Berth.Records.Tests.Formats;

public sealed class RequestLoadTests : IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ServiceLoad Trace(string counts, double scale = 1, double start = 0, Arrivals within = Arrivals.Poisson)
    {
        File.WriteAllText(_folder["load"], counts);
        return new(_folder["load"], null, new(start), scale, within);
    }

    private static ServiceLoad Pattern(string shape, double rate, double peak, double period, Arrivals within = Arrivals.Poisson) =>
        new(null, new(shape, new(rate), new(peak), new(period)), default, 1, within);

    private static RandomStream Random(int seed = 1) => new(seed, "load");

    [Fact]
    public void A_trace_is_taken_as_it_is_from_its_start_for_its_length()
    {
        Assert.Equal([7, 0, 12, 3], RequestLoads.Counts(Trace("7 0 12 3"), 0, Random()));
        Assert.Equal([0, 12], RequestLoads.Counts(Trace("7 0 12 3", start: 1), 2, Random()));
        Assert.Equal((3, 2, 7), (RequestLoads.Seconds(Trace("7 0 12 3", start: 1), 0), RequestLoads.Seconds(Trace("7 0 12 3", start: 1), 1.5), RequestLoads.Seconds(Trace("7"), 7)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.37)]
    [InlineData(1.0 / 3)]
    [InlineData(2.5)]
    [InlineData(12.34)]
    public void A_scale_keeps_the_sum_up_to_a_request(double scale)
    {
        var counts = Enumerable.Range(0, 500).Select(second => second * 7919 % 23).ToList();
        var scaled = RequestLoads.Counts(Trace(string.Join(' ', counts), scale), 0, Random()).ToList();
        Assert.Equal(500, scaled.Count);
        Assert.InRange(counts.Sum() * scale - scaled.Sum(), -1e-6, 1);
        Assert.All(scaled.Zip(counts), pair => Assert.InRange(pair.First - pair.Second * scale, -1, 1));
    }

    [Theory]
    [InlineData("constant", 5, 5, 60, 5)]
    [InlineData("steps", 2, 10, 60, 6)]
    [InlineData("diurnal", 2, 10, 600, 6)]
    public void A_pattern_has_its_mean(string shape, double rate, double peak, double period, double mean)
    {
        Assert.Equal(mean, LoadPatterns.Rates(Pattern(shape, rate, peak, period).Pattern!, 0, Random()).Take(6000).Average(), 9);
        // The mean of 60,000 draws has a standard error of √(mean / 60,000), 1 % at most.
        Assert.Equal(mean, RequestLoads.Counts(Pattern(shape, rate, peak, period), 60_000, Random()).Average(), 0.04);
        Assert.Equal(mean, RequestLoads.Counts(Pattern(shape, rate, peak, period, Arrivals.Periodic), 6000, Random()).Average(), 1e-3);
    }

    [Fact]
    public void Bursts_come_as_often_as_their_period_says()
    {
        // A burst of 20 s on average and of 3/4 of the height, every 200 s and its own length and 5 s.
        var rates = LoadPatterns.Rates(Pattern("bursts", 1, 101, 200).Pattern!, 0, Random()).Take(2_000_000).ToList();
        Assert.Equal(1 + 75 * 20 / 225.0, rates.Average(), 0.1);
        Assert.Equal((1, true), (rates.Min(), rates.Max() is > 95 and <= 101));
    }

    [Fact]
    public void Steps_and_days_begin_low()
    {
        Assert.Equal([2, 2, 10, 10, 2], LoadPatterns.Rates(Pattern("steps", 2, 10, 4).Pattern!, 0, Random()).Take(5));
        Assert.Equal([2, 6, 10, 6, 2], LoadPatterns.Rates(Pattern("diurnal", 2, 10, 4).Pattern!, 0, Random()).Take(5).Select(rate => Math.Round(rate, 9)));
        Assert.Equal([10, 2], LoadPatterns.Rates(Pattern("steps", 2, 10, 4).Pattern!, 3, Random()).Take(2));
    }

    [Theory]
    [InlineData(Arrivals.Poisson)]
    [InlineData(Arrivals.Periodic)]
    public void Moments_ascend_and_are_inside_their_second(Arrivals within)
    {
        int[] counts = [3, 0, 1000, 1, 17];
        var moments = RequestLoads.Moments(Trace(string.Join(' ', counts), within: within), 0, 1, "a").ToList();
        Assert.Equal(moments.Order(), moments);
        Assert.Equal(counts, Enumerable.Range(0, 5).Select(second => moments.Count(moment => moment / Second == second)));
    }

    [Fact]
    public void Equal_distances_begin_with_half_of_one() =>
        Assert.Equal([250_000_000, 750_000_000, 1_500_000_000], RequestLoads.Moments(Trace("2 1", within: Arrivals.Periodic), 0, 1, "a"));

    [Fact]
    public void A_seed_and_a_name_give_the_same_moments_and_others_do_not()
    {
        List<long> Moments(long seed, string name, string shape = "bursts") => [.. RequestLoads.Moments(Pattern(shape, 5, 20, 30), 100, seed, name)];
        Assert.Equal(Moments(1, "a"), Moments(1, "a"));
        Assert.NotEqual(Moments(1, "a"), Moments(2, "a"));
        Assert.NotEqual(Moments(1, "a"), Moments(1, "b"));
    }

    [Fact]
    public void Random_requests_within_seconds_are_a_Poisson_process()
    {
        var moments = RequestLoads.Moments(Pattern("constant", 8, 8, 60), 50_000, 3, "a").ToList();
        var distances = moments.Zip(moments.Skip(1), (one, next) => (next - one) * 1e-9).ToList();
        var mean = distances.Average();
        Assert.Equal(0.125, mean, 0.001);
        Assert.Equal(1, Math.Sqrt(distances.Average(distance => (distance - mean) * (distance - mean))) / mean, 0.01);
        Assert.Equal(Math.Exp(-1), distances.Count(distance => distance > 0.125) / (double)distances.Count, 0.005);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(75.5)]
    [InlineData(1000)]
    public void Poisson_numbers_have_their_mean_as_mean_and_variance(double mean)
    {
        const int draws = 100_000;
        var random = Random(9);
        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            double value = random.NextPoisson(mean);
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        Assert.Equal(mean, sum / draws, 4 * Math.Sqrt(mean / draws));
        Assert.Equal(1, squares / draws / mean, 0.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_a_rate_nothing_comes(double mean) => Assert.Equal(0, Random().NextPoisson(mean));
}
