using Berth.Emulation.Links;
using Berth.Emulation.Probes;

namespace Berth.Emulation.Tests.Links;

public sealed class JitterTests(ITestOutputHelper output)
{
    [Fact]
    public void The_path_is_uniform_with_the_configured_mean_and_never_lets_packets_overtake()
    {
        const double half = 5e6;
        var path = new JitterPath(half, 0, new Model.RandomStream(1, "jitter"));
        const int count = 2_000_000;
        const long spacing = 1_000_000;
        var (sum, squares, previous) = (0.0, 0.0, double.NegativeInfinity);
        var tenths = new int[10];
        for (var i = 0L; i < count; i++)
        {
            var value = path.At(i * spacing);
            Assert.InRange(value, -half, half);
            Assert.True(i * spacing + value > previous);
            previous = i * spacing + value;
            sum += value;
            squares += value * value;
            tenths[Math.Min(9, (int)((value + half) / (2 * half) * 10))]++;
        }
        // 2000 s of a path that forgets within 80 ms: 25,000 independent draws, so 1 % of the half-width is more than two standard errors.
        output.WriteLine($"mean {sum / count / 1e6:0.0000} ms, sd {Math.Sqrt(squares / count) / 1e6:0.0000} ms of {half / 1e6 / Math.Sqrt(3):0.0000}");
        Assert.InRange(sum / count, -0.02 * half, 0.02 * half);
        Assert.InRange(Math.Sqrt(squares / count), half / Math.Sqrt(3) * 0.98, half / Math.Sqrt(3) * 1.02);
        Assert.All(tenths, tenth => Assert.InRange(tenth, count / 10 * 0.93, count / 10 * 1.07));
    }

    [Fact]
    public void Sparse_packets_see_independent_uniform_delays()
    {
        var path = new JitterPath(1e6, 0, new Model.RandomStream(2, "jitter"));
        var values = Enumerable.Range(0, 20_000).Select(i => path.At(i * 10_000_000_000)).ToArray();
        Assert.InRange(values.Average(), -0.02e6, 0.02e6);
        var products = values.Zip(values.Skip(1), (a, b) => a * b).Average();
        Assert.InRange(products / 1e12 * 3, -0.03, 0.03);
    }

    [Fact]
    public void A_real_link_keeps_its_mean_and_spread()
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(5, jitter: 1));
        using var machine = new Disturbance();
        var result = RoundTripProbe.Measure(world.End(0), world.End(1), 2000, LinkWorld.Milliseconds(2), LinkWorld.Milliseconds(500));
        var (mean, deviation) = (result.Mean.Seconds * 1e3, result.Deviation.Seconds * 1e3);
        output.WriteLine($"mean {mean:0.000} (10), sd {deviation:0.000} ({Math.Sqrt(2.0 / 3):0.000}), min {result.Min}, max {result.Max}, lost {result.Lost}");
        Assert.Equal(0, result.Lost);
        machine.Judge(() =>
        {
            Assert.InRange(mean, 9.6, 10.5);
            Assert.InRange(deviation, 0.65, 1.1);
        });
    }
}
