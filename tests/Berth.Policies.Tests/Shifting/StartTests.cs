using Berth.Model;
using Berth.Policies.Shifting;
using static Berth.Policies.Tests.Shifting.Plans;

namespace Berth.Policies.Tests.Shifting;

/// <summary>Policies that choose one start.</summary>
public sealed class StartTests
{
    private static readonly double[] Day = [300, 250, 200, 100, 250, 150, 120, 130, 400];

    [Fact]
    public void Now_is_now()
    {
        var schedule = ShiftingPolicies.Get("now").Plan(Request(2, 9, Day, now: 1.25));
        Assert.Equal([new(Hour + Hour / 4, long.MaxValue, 1)], schedule.Segments);
    }

    [Fact]
    public void Lowest_slot_looks_at_one_slot_and_lowest_window_at_the_whole_length()
    {
        var request = Request(3, 9, Day);
        Assert.Equal(3 * Hour, ShiftingPolicies.Get("lowest-slot").Plan(request).Segments[0].Start);
        var window = ShiftingPolicies.Get("lowest-window").Plan(request);
        Assert.Equal(5 * Hour, window.Segments[0].Start);
        Assert.Equal("starts in 5 h: 133.3 g/kWh in the mean over its 3 h, 250 g/kWh if it started now; it may wait 6 h", window.Reason);
    }

    [Fact]
    public void A_window_may_end_with_a_slot_instead_of_beginning_with_one() =>
        Assert.Equal((long)(2.5 * Hour), ShiftingPolicies.Get("lowest-window").Plan(Request(1.5, 6, [300, 300, 200, 100, 400, 400, 400])).Segments[0].Start);

    [Fact]
    public void The_wait_of_a_job_without_a_deadline_is_limited_and_begins_when_it_was_submitted()
    {
        double[] falling = [.. Enumerable.Range(0, 40).Select(hour => 500.0 - 10 * hour)];
        var request = Request(2, double.PositiveInfinity, falling, now: 3);
        Assert.Equal(27 * Hour, ShiftingPolicies.Get("lowest-slot").Plan(request).Segments[0].Start);
        var policy = ShiftingPolicies.Get("lowest-slot", new Dictionary<string, double> { ["max-wait"] = 5 });
        Assert.Equal(8 * Hour, policy.Plan(request).Segments[0].Start);
        Assert.Equal(6 * Hour, policy.Plan(request with { Submitted = Hour }).Segments[0].Start);
        Assert.Equal(3 * Hour, policy.Plan(request with { Submitted = 0, Now = 5 * Hour }).Segments[0].Start - 2 * Hour);
    }

    [Theory]
    [InlineData("lowest-slot")]
    [InlineData("lowest-window")]
    [InlineData("wait-awhile")]
    [InlineData("carbon-scaler")]
    public void A_job_that_cannot_be_in_time_starts_at_once_and_says_so(string name)
    {
        var schedule = ShiftingPolicies.Get(name).Plan(Request(3, 2, Day));
        Assert.Equal([new(0, long.MaxValue, 1)], schedule.Segments);
        Assert.Equal("starts at once with 1 server, too late: it takes 3 h and is due in 2 h", schedule.Reason);
        Assert.Contains("due already", ShiftingPolicies.Get(name).Plan(Request(1, 2, Day, now: 2.5)).Reason);
    }

    [Fact]
    public void Elastic_jobs_run_with_all_servers_or_with_those_that_are_set()
    {
        var request = Request(3, 8, Day, profile: Profile((1, 10), (2, 20), (3, 30)));
        Assert.Equal(3, ShiftingPolicies.Get("lowest-window").Plan(request).Segments[0].Servers);
        Assert.Equal(3 * Hour, ShiftingPolicies.Get("lowest-window").Plan(request).Segments[0].Start);
        var one = ShiftingPolicies.Get("lowest-window", new Dictionary<string, double> { ["servers"] = 1 }).Plan(request);
        Assert.Equal([new(5 * Hour, long.MaxValue, 1)], one.Segments);
    }

    [Fact]
    public void Both_equal_brute_force()
    {
        var random = new RandomStream(11, "starts");
        for (var round = 0; round < 500; round++)
        {
            var intensities = Intensities(random, 14);
            var now = Math.Round(random.NextDouble() * 8) / 4;
            var length = (1 + random.NextInt(20)) / 4.0;
            var request = Request(length, now + length + random.NextInt(24) / 4.0, intensities, now: now);
            var latest = request.Deadline - (long)(length * Hour);
            // In steps of a minute every start that could matter is met: all times are quarters of an hour.
            var starts = Enumerable.Range(0, (int)((latest - request.Now) / (Hour / 60)) + 1).Select(minute => request.Now + minute * (Hour / 60)).ToList();
            double Mean(long start) => request.Forecast.MeanOver(0, start, start + (long)(length * Hour));
            double First(long start) => intensities[start / Hour];

            var window = Run(request, ShiftingPolicies.Get("lowest-window").Plan(request))[0];
            Assert.Equal(starts.Min(Mean), Mean(window.Start), 1e-9);
            var slot = Run(request, ShiftingPolicies.Get("lowest-slot").Plan(request))[0];
            Assert.Equal(starts.Min(First), First(slot.Start));
            Assert.Equal(starts.First(start => First(start) == First(slot.Start)), slot.Start);
            Assert.True(window.End <= request.Deadline && slot.End <= request.Deadline);
        }
    }
}
