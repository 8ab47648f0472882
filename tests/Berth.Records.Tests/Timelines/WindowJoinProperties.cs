using Berth.Records.Timelines;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Records.Tests.Timelines;

/// <summary>The join by merging says what looking at every sample says, on random timelines with resets, gaps, equal moments and any order.</summary>
public sealed class WindowJoinProperties
{
    private static readonly Gen<(long Moment, double Value)> Samples =
        from moment in Gen.Choose(0, 60)
        from value in Gen.Frequency((10, Gen.Choose(0, 50).Select(each => (double)each)), (1, Gen.Elements(double.NaN, double.PositiveInfinity)))
        select ((long)moment, value);

    private static readonly Gen<TimeWindow> Windows =
        from start in Gen.Choose(-5, 70)
        from length in Gen.Frequency((3, Gen.Choose(0, 30)), (1, Gen.Constant(0)))
        select new TimeWindow(start, start + length);

    private static readonly Gen<Case> Cases =
        from samples in Samples.ListOf()
        from windows in Windows.ListOf()
        from limit in Gen.Choose(0, 12)
        from points in Gen.Choose(2, 6)
        select new Case([.. samples], [.. windows], limit, points);

    private sealed record Case((long Moment, double Value)[] Samples, TimeWindow[] Windows, int Limit, int Points)
    {
        internal (WindowJoin Join, WindowReadings Readings) Read()
        {
            var join = new WindowJoin(Windows, Points);
            return (join, join.Read(new([.. Samples.Select(sample => sample.Moment)], [.. Samples.Select(sample => sample.Value)]), Limit));
        }
    }

    [Fact]
    public void Each_point_has_the_last_sample_at_or_before_it() => Holds((one, join, readings, window) =>
    {
        for (var point = 0; point < one.Points; point++)
            Assert.Equal(NaiveJoin.At(one.Samples, join.MomentOf(window, point), one.Limit), readings.At(window, point));
        Assert.Equal((one.Windows[window].Start, one.Windows[window].End), (join.MomentOf(window, 0), join.MomentOf(window, one.Points - 1)));
    });

    [Fact]
    public void Within_a_window_are_all_samples_between_its_ends() => Holds((one, _, readings, window) =>
        Assert.Equal(NaiveJoin.Within(one.Samples, one.Windows[window]), readings.Timeline.Values[readings.Within(window)].ToArray()));

    [Fact]
    public void Counters_survive_starts_of_their_process() => Holds((one, _, readings, window) =>
    {
        Assert.Equal(NaiveJoin.Increase(one.Samples, one.Windows[window], one.Limit), readings.Increase(window));
        Assert.False(readings.Increase(window) < 0);
    });

    [Fact]
    public void A_state_changes_by_the_difference_of_what_is_known() => Holds((one, _, readings, window) =>
    {
        var (start, end) = (NaiveJoin.At(one.Samples, one.Windows[window].Start, one.Limit).Known, NaiveJoin.At(one.Samples, one.Windows[window].End, one.Limit).Known);
        Assert.Equal(double.IsFinite(start) && double.IsFinite(end) ? end - start : double.NaN, readings.Difference(window));
    });

    [Fact]
    public void Every_gap_is_counted() => Holds((one, _, readings, window) =>
        Assert.Equal(NaiveJoin.Gaps(one.Samples, one.Windows[window], one.Limit), readings.Gaps(window)));

    private static void Holds(Action<Case, WindowJoin, WindowReadings, int> check) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Cases.ToArbitrary(), one =>
    {
        var (join, readings) = one.Read();
        for (var window = 0; window < one.Windows.Length; window++)
            check(one, join, readings, window);
    }));
}
