using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting.Tests;

public sealed class CarbonIntensitySeriesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Means_equal_the_sum_over_steps_however_long_the_interval_is(bool regular)
    {
        var random = new RandomStream(9, $"series {regular}");
        var steps = new List<(long Start, CarbonIntensity)>();
        for (var at = -50_000L; steps.Count < 400; at += regular ? 900 : 1 + random.NextInt(1800))
            steps.Add((at, new(random.NextInt(800))));
        var series = CarbonIntensitySeries.Steps(steps);
        Assert.Equal((400, -50_000), (series.Count, series.First));
        for (var round = 0; round < 2000; round++)
        {
            var start = -50_000 + random.NextInt(400_000);
            var length = 1 + random.NextInt(round % 2 == 0 ? 5000 : 300_000);
            var sum = 0.0;
            for (var step = 0; step < steps.Count; step++)
            {
                var end = step == steps.Count - 1 ? long.MaxValue : steps[step + 1].Start;
                sum += Math.Max(0L, Math.Min(end, start + length) - Math.Max(steps[step].Start, start)) * steps[step].Item2.GramsPerKilowattHour;
            }
            Assert.Equal(sum / length, series.MeanOver(start, length).GramsPerKilowattHour, 1e-9);
            var found = series.StepAt(start);
            Assert.True(series.StartOf(found) <= start && (found == series.Count - 1 || series.StartOf(found + 1) > start));
            Assert.Equal(steps[found].Item2, series.ValueOf(found));
        }
    }

    [Fact]
    public void A_year_of_quarters_keeps_its_digits()
    {
        const long quarter = 900_000_000_000;
        var series = CarbonIntensitySeries.Steps([.. Enumerable.Range(0, 35_040).Select(step => (step * quarter, new CarbonIntensity(100 + step % 3)))]);
        Assert.Equal(101, series.MeanOver(quarter * 34_998, quarter * 30).GramsPerKilowattHour, 1e-9);
        Assert.Equal(7, CarbonIntensitySeries.Constant(new(7)).MeanOver(long.MinValue, 5).GramsPerKilowattHour);
    }
}
