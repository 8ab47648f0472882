using System.Numerics;
using Berth.Workloads.Functions.Dense;
using Berth.Workloads.Functions.Pi;
using Berth.Workloads.Functions.Stress;
using Berth.Workloads.Images;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Workloads.Tests.Functions;

public sealed class KernelTests
{
    [Fact]
    public void Points_are_those_of_eight_scalar_generators()
    {
        // xoshiro256++ written down anew, one lane after the other, with the states in the order in which SplitMix64 gives them.
        var noise = new NoiseStream(42);
        var words = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 8).Select(_ => noise.Next()).ToArray()).ToArray();
        var inside = 0L;
        for (var point = 0; point < 8003; point++)
        {
            var (lane, s) = (point % 8, words);
            var random = BitOperations.RotateLeft(s[0][lane] + s[3][lane], 23) + s[0][lane];
            var shifted = s[1][lane] << 17;
            s[2][lane] ^= s[0][lane];
            s[3][lane] ^= s[1][lane];
            s[1][lane] ^= s[2][lane];
            s[0][lane] ^= s[3][lane];
            s[2][lane] ^= shifted;
            s[3][lane] = BitOperations.RotateLeft(s[3][lane], 45);
            var (x, y) = ((UInt128)(random >> 33), (UInt128)(random & 0x7FFFFFFF));
            inside += x * x + y * y < (UInt128)1 << 62 ? 1 : 0;
        }
        Assert.Equal(inside, new CirclePoints(42).Inside(8003));
    }

    [Fact]
    public void Batches_draw_the_same_points_as_the_whole() => Prop.ForAll(Arb.From(from a in Gen.Choose(0, 300) from b in Gen.Choose(0, 3000) from seed in Gen.Choose(0, 99) select (a, b, seed)), given =>
    {
        var (whole, parts) = (new CirclePoints((ulong)given.seed), new CirclePoints((ulong)given.seed));
        Assert.Equal(whole.Inside(8 * given.a + given.b), parts.Inside(8 * given.a) + parts.Inside(given.b));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_estimates_of_many_seeds_scatter_as_they_should()
    {
        const int Samples = 10_000, Seeds = 400;
        var squares = Enumerable.Range(0, Seeds).Sum(seed => Math.Pow((4.0 * new CirclePoints((ulong)seed).Inside(Samples) / Samples - Math.PI) / PiFunction.ExpectedError(Samples), 2));
        // Chi-square with 400 degrees of freedom: mean 400, deviation 28; the seeds are fixed, so this passes always or never.
        Assert.InRange(squares, 400 - 4 * 28.3, 400 + 4 * 28.3);
    }

    [Fact]
    public void Doublings_are_powers_of_two() => Prop.ForAll(Arb.From(Gen.Choose(0, 200_000)), steps =>
    {
        Assert.Equal((uint)BigInteger.ModPow(2, steps, 1_000_000), Doubling.Run(1, steps));
        Assert.Equal(Doubling.Expected(steps), Doubling.Run(1, steps));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public unsafe void Products_are_those_of_three_loops() => Prop.ForAll(
        Arb.From(from rows in Gen.Choose(1, 23) from inner in Gen.Choose(1, 600) from columns in Gen.Choose(1, 40) from turned in Gen.Elements(false, true) select (rows, inner, columns, turned)), given =>
    {
        var (rows, inner, padded) = (given.rows, given.inner, MatrixProduct.Padded(given.columns));
        using Floats left = new(rows * inner), right = new(inner * padded), result = new(rows * padded);
        var noise = new NoiseStream(5);
        for (var at = 0; at < left.Count; at++)
            left.Start[at] = noise.NextNormal();
        for (var at = 0; at < right.Count; at++)
            right.Start[at] = noise.NextNormal();
        var (rowStride, stepStride) = given.turned ? (1, rows) : (inner, 1);
        MatrixProduct.Multiply(left.Start, rowStride, stepStride, right.Start, result.Start, rows, inner, padded, CancellationToken.None);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < padded; column++)
            {
                var sum = 0f;
                for (var step = 0; step < inner; step++)
                    sum = MathF.FusedMultiplyAdd(left.Start[row * rowStride + step * stepStride], right.Start[step * padded + column], sum);
                // Bit for bit: the same sums in the same order.
                Assert.Equal(sum, result.Start[row * padded + column]);
            }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Pixels_become_values_from_0_to_1()
    {
        var bytes = Enumerable.Range(0, 256).Concat(Enumerable.Range(0, 5)).Select(value => (byte)value).ToArray();
        var values = new float[bytes.Length + 3];
        PixelValues.Convert(bytes, values);
        Assert.All(bytes.Index(), pixel => Assert.Equal(pixel.Item / 255.0, values[pixel.Index], 1e-6));
    }

    [Fact]
    public void A_network_learns_a_batch_by_heart()
    {
        using var network = new Perceptron(hidden: 2, units: 40, batch: 10, new(3), CancellationToken.None);
        var sample = Garments.Sample();
        var losses = new List<double>();
        for (var step = 0; step < 200; step++)
        {
            for (var row = 0; row < 10; row++)
                network.Label(row, sample.Learn(row, network.Input(row)));
            losses.Add(network.Learn(10) / 10);
        }
        Assert.InRange(losses[0], 1.5, 4);
        Assert.InRange(losses[^1], 0, 0.01);
        Assert.Equal((784 * 40) + (40 * 40) + (40 * 10), network.MultiplyAdds);
    }

    [Fact]
    public void Returning_pictures_are_mirrored_and_moved_but_keep_their_label()
    {
        var sample = Garments.Sample();
        float[] first = new float[784], mirrored = new float[784], later = new float[784];
        var label = sample.Learn(5, first);
        // The first moves go up and left by one.
        Assert.Equal(label, sample.Learn(5 + sample.Different, mirrored));
        Assert.Equal(label, sample.Learn(5 + 8 * sample.Different, later));
        Assert.Equal(first, later);
        Assert.NotEqual(first, mirrored);
        for (var row = 1; row < 28; row++)
            for (var column = 0; column < 27; column++)
                Assert.Equal(first[row * 28 + 27 - (column + 1)], mirrored[(row - 1) * 28 + column]);
    }
}
