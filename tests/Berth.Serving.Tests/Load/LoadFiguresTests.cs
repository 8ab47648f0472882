using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

public sealed class LoadFiguresTests
{
    private const long Millisecond = 1_000_000;

    [Fact]
    public void Percentiles_count_what_was_not_completed_as_infinitely_late()
    {
        // 100 requests a tenth of a second apart; 97 are completed after 1 to 97 ms, one is refused, one fails, one is timed out.
        var figures = new LoadFigures(new([.. Enumerable.Range(0, 100).Select(Request)], 1, 1, false, []), 10);
        Assert.Equal((100, 97, 1, 1, 1, 0), (figures.Requests, figures.Completed, figures.Refused, figures.Failed, figures.TimedOut, figures.Abandoned));
        Assert.Equal(0.050, figures.Latency(50));
        Assert.Equal(0.097, figures.Latency(97));
        Assert.Equal(double.PositiveInfinity, figures.Latency(99));
        Assert.Equal(0.097, figures.CompletedLatency(99));
        Assert.Equal(0.049, figures.MeanLatency!.Value, 1e-9);
        Assert.Equal((10.0, 9.7), (figures.PerSecond(figures.Requests), figures.PerSecond(figures.Completed)));
        Assert.Equal(0.5, figures.Correct!.Value, 0.01);
        Assert.Equal([(200, 97), (500, 1), (503, 1)], figures.Statuses.Select(each => (each.Key, each.Value)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void It_kept_up_when_99_percent_were_sent_within_10_ms(int milliseconds, bool keptUp)
    {
        var requests = Enumerable.Range(0, 200).Select(index => Request(index) with { Sent = index * 100 * Millisecond + (index < 197 ? 0 : milliseconds * Millisecond) });
        var figures = new LoadFigures(new([.. requests], 1, 1, false, []), 20);
        Assert.Equal(keptUp, figures.KeptUp);
        Assert.Equal(milliseconds > 10 ? 3 : 0, figures.SentLate);
    }

    [Fact]
    public void A_stretched_load_is_reported_in_its_own_time()
    {
        var figures = new LoadFigures(new([new(0, 8000 * Millisecond, 8004 * Millisecond, 8080 * Millisecond, LoadOutcome.Completed, 200, null)], 8, 1, false, []), 0);
        Assert.Equal((0.010, 0.0005, 1.0), (figures.Latency(50)!.Value, figures.Lateness(99)!.Value, figures.Seconds));
        Assert.Null(figures.Correct);
    }

    [Fact]
    public void Nothing_sent_is_no_figure()
    {
        var figures = new LoadFigures(new([], 1, 1, true, []), 10);
        Assert.Null(figures.Latency(50));
        Assert.Null(figures.MeanLatency);
        Assert.True(figures.KeptUp);
        Assert.Equal(0, figures.PerSecond(0));
    }

    [Fact]
    public void Requests_are_written_in_seconds_of_their_own_time()
    {
        var writer = new StringWriter { NewLine = "\n" };
        LoadCsv.Write(new(
        [
            new(0, 2_000_000_000, 2_000_100_000, 2_012_000_000, LoadOutcome.Completed, 200, true),
            new(1, 3_000_000_000, 3_000_000_000, 0, LoadOutcome.TimedOut, 0, null),
        ], 2, 1, false, []), writer);
        Assert.Equal("""
            index,scheduled,sent,returned,outcome,status,correct
            0,1.000000,1.000050,1.006000,completed,200,true
            1,1.500000,1.500000,,timed-out,,

            """, writer.ToString());
    }

    private static LoadedRequest Request(int index)
    {
        var scheduled = index * 100 * Millisecond;
        return index switch
        {
            < 97 => new(index, scheduled, scheduled, scheduled + (index + 1) * Millisecond, LoadOutcome.Completed, 200, index % 2 == 0),
            97 => new(index, scheduled, scheduled, scheduled + Millisecond, LoadOutcome.Refused, 503, null),
            98 => new(index, scheduled, scheduled, scheduled + Millisecond, LoadOutcome.Failed, 500, null),
            _ => new(index, scheduled, scheduled, 0, LoadOutcome.TimedOut, 0, null),
        };
    }
}
