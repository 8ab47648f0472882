using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Records.Formats.Requests;
using Berth.Serving.Load;

namespace Berth.Serving.Tests.Load;

public sealed class LoadScheduleTests
{
    private static readonly ServiceLoad Bursts = new(null, new("bursts", new Frequency(3), new Frequency(20), new Duration(7)), new Duration(2), 1.5, Arrivals.Poisson);
    private static readonly LoadSettings Settings = new("127.0.0.1", 80, Bursts, 30, 7, "load web", 1_000_000_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_parts_of_a_schedule_are_the_whole_of_it(int parts)
    {
        var moments = RequestLoads.Moments(Bursts, 30, 7, "load web").ToList();
        var sent = Enumerable.Range(0, parts).SelectMany(part => LoadSchedule.Of(Settings with { Part = part, Parts = parts })).OrderBy(each => each.Index).ToList();
        Assert.Equal(Enumerable.Range(0, moments.Count).Select(index => (long)index), sent.Select(each => each.Index));
        Assert.Equal(moments, sent.Select(each => each.Moment));
        Assert.Equal(moments.Count, LoadSchedule.Counts(Settings).Sum());
    }

    [Fact]
    public void A_stretched_schedule_has_the_same_requests_later()
    {
        var stretched = LoadSchedule.Of(Settings with { Stretch = 2.5 }).Select(each => each.Moment);
        Assert.Equal(LoadSchedule.Of(Settings).Select(each => (long)(each.Moment * 2.5)), stretched);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/somewhere/counts.txt")]
    public void Settings_travel_as_one_line(string? trace)
    {
        var settings = Settings with { Load = trace is null ? Bursts : Bursts with { Trace = trace, Pattern = null }, Stretch = 8, Field = "image", Part = 1, Parts = 3, Body = "/a file", Trial = true };
        var line = settings.ToLine();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(settings, LoadSettings.Parse(line));
    }
}
