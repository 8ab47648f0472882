using Berth.Accounting;
using Berth.Model;
using Berth.Model.Units;
using Berth.Records.Formats.Carbon;

namespace Berth.Records.Tests.Formats;

public sealed class GridSeriesTests : IDisposable
{
    private const long Second = 1_000_000_000, Hour = 3600 * Second, Day = 24 * Hour;

    private static readonly DateTimeOffset Monday = new(2024, 1, 1, 0, 0, 0, default);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A file whose n-th hour has the value n.</summary>
    private Grid Hours(int count, DateTimeOffset? start = null, Duration? step = null)
    {
        File.WriteAllText(_folder["ci.csv"], "Time,Carbon Intensity\n" + string.Concat(Enumerable.Range(0, count).Select(hour => $"{Monday.AddHours(hour):yyyy-MM-dd HH:mm:ss},{hour}\n")));
        return new(default, new(_folder["ci.csv"], start, step));
    }

    private static double Mean(CarbonIntensitySeries series, double fromHour, double hours) => series.MeanOver((long)(fromHour * Hour), (long)(hours * Hour)).GramsPerKilowattHour;

    [Fact]
    public void A_constant_is_one() => Assert.Equal(42, Mean(GridSeries.Read(new(new(42)), Day), 1, 500));

    [Theory]
    [InlineData(86_400)]
    [InlineData(3_600)]
    [InlineData(5_000.7)]
    public void A_wave_has_its_exact_mean_in_every_step(double period)
    {
        var series = GridSeries.Read(new(new(150), Wave: new(new(50), new(period))), 10 * Day, Day);
        Assert.Equal(150, series.MeanOver(0, (long)(period * Second)).GramsPerKilowattHour, 1e-6);
        // Over steps 7 to 71 of 288: the integral of the sine in closed form. The steps begin a day before the run.
        var step = (long)(period * Second / 288);
        var from = -Day + (Day / step + 8) * step;
        double w = 2 * Math.PI / (period * Second), exact = 150 + 50 * (Math.Cos(w * from) - Math.Cos(w * (from + 64 * step))) / (w * 64 * step);
        Assert.Equal(exact, series.MeanOver(from, 64 * step).GramsPerKilowattHour, 1e-6);
    }

    [Fact]
    public void A_wave_far_quicker_than_the_horizon_keeps_its_mean_and_its_memory() =>
        Assert.Equal(150, Mean(GridSeries.Read(new(new(150), Wave: new(new(150), new(1e-9))), 3650 * Day), 0, 24), 0.01);

    [Fact]
    public void A_trace_begins_where_it_is_told_and_is_averaged_over_steps_from_there()
    {
        Assert.Equal([0.0, 5, 23], new[] { 0, 5, 23 }.Select(hour => Mean(GridSeries.Read(Hours(48), Day), hour, 1)));
        var series = GridSeries.Read(Hours(48, Monday.AddMinutes(90)), Day);
        Assert.Equal([1.0, 2, 1.5], [Mean(series, 0, 0.5), Mean(series, 0.5, 1), Mean(series, 0, 1)]);
        var averaged = GridSeries.Read(Hours(48, Monday.AddHours(1), new(4 * 3600)), Day);
        Assert.Equal([2.5, 2.5, 6.5], [Mean(averaged, 0, 1), Mean(averaged, 3, 1), Mean(averaged, 4, 0.1)]);
    }

    [Fact]
    public void Past_its_end_a_trace_goes_on_whole_days_weeks_or_years_earlier()
    {
        // 30 hours: one day back. 10 days: a week back. 370 days: 364 days back, the same weekday.
        Assert.Equal([29.0, 6, 29, 6], new[] { 29, 30, 53, 54 }.Select(hour => Mean(GridSeries.Read(Hours(30), 3 * Day), hour, 1)));
        Assert.Equal(72, Mean(GridSeries.Read(Hours(240), 11 * Day), 240, 1));
        Assert.Equal(6 * 24, Mean(GridSeries.Read(Hours(370 * 24), 371 * Day), 370 * 24, 1));
        // 5 hours: just again.
        Assert.Equal([4.0, 0, 4, 0], new[] { 4, 5, 9, 10 }.Select(hour => Mean(GridSeries.Read(Hours(5), Day), hour, 1)));
        // And before its beginning.
        Assert.Equal(23, Mean(GridSeries.Read(Hours(30), Day, 2 * Day), -1, 1));
        Assert.Equal(4, Mean(GridSeries.Read(Hours(30, Monday.AddHours(5)), Day, Day), -1, 1));
    }

    [Fact]
    public void Lengths_beyond_all_measure_neither_hang_nor_overflow()
    {
        Assert.Equal(23.5, Mean(GridSeries.Read(Hours(48, Monday.AddHours(47), new(1e300)), Day, Day), 0, 1));
        Assert.Equal(23.5, Mean(GridSeries.Read(Hours(48), long.MaxValue, Day), 0, 48));
        Assert.Equal(150, Mean(GridSeries.Read(new(default, Walk: new(new(100), new(200), new(1e300))), long.MaxValue, long.MaxValue), 5, 1));
        Assert.Equal(150, Mean(GridSeries.Read(new(new(150), Wave: new(new(50), new(1e300))), Day), 5, 1), 1e-6);
    }

    [Fact]
    public void After_the_horizon_the_last_value_stays() => Assert.Equal(9, Mean(GridSeries.Read(Hours(48), 10 * Hour), 1000, 5));

    [Fact]
    public void A_start_outside_of_the_trace_and_steps_without_number_are_refused()
    {
        Assert.Contains("is outside of the trace, which goes from 2024-01-01 00:00:00Z to 2024-01-03 00:00:00Z", Assert.Throws<FormatException>(() => GridSeries.Read(Hours(48, Monday.AddDays(2)), Day)).Message);
        Assert.Contains("make the steps longer", Assert.Throws<FormatException>(() => GridSeries.Read(Hours(48, step: new(1e-6)), Day)).Message);
        Assert.Contains("make the steps longer", Assert.Throws<FormatException>(() => GridSeries.Read(new(default, Walk: new(new(1), new(2), new(1e-6))), Day)).Message);
    }

    [Fact]
    public void A_walk_begins_in_the_middle_stays_in_its_bounds_and_does_not_depend_on_what_is_asked()
    {
        var grid = new Grid(new(150), Walk: new(new(100), new(200), new(300)));
        var series = GridSeries.Read(grid, 30 * Day);
        var values = Enumerable.Range(0, 8640).Select(step => series.MeanOver(step * 300 * Second, 300 * Second).GramsPerKilowattHour).ToArray();
        Assert.Equal(150, values[0]);
        Assert.All(values, value => Assert.InRange(value, 100, 200));
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 10));
        Assert.InRange(values.Average(), 140, 160);
        Assert.True(values.Max() > 190 && values.Min() < 110);
        var longer = GridSeries.Read(grid, 60 * Day, Day);
        Assert.Equal(values[100], longer.MeanOver(100 * 300 * Second, 300 * Second).GramsPerKilowattHour);
        Assert.InRange(longer.MeanOver(-Day, 300 * Second).GramsPerKilowattHour, 100, 200);
    }

    [Fact]
    public void The_german_year_begins_where_it_is_told()
    {
        var path = RealData.Path("carbon/de_2020.csv");
        var series = GridSeries.Read(new(default, new(path, new(2020, 1, 1, 0, 0, 0, default), null)), 366 * Day);
        Assert.Equal(313.4, Mean(series, 0, 366 * 24), 0.1);
    }
}
