using Berth.Model.Services;
using static Berth.Simulation.Tests.Services.Setting;

namespace Berth.Simulation.Tests.Services;

public sealed class RequestTimeTests
{
    [Fact]
    public void Requests_wait_for_those_before_them()
    {
        // They come at 1/6, 3/6 and 5/6 s and take 0.4 s: answered at 0.5667, 0.9667 and 1.3667 s.
        var outcome = Run(Service(time: 0.4), "3 0", (0, Want(1)));
        Assert.Equal((3, 3, 0, 0), (outcome.Requests, outcome.Completed, outcome.Refused, outcome.Lost));
        Assert.Equal([0.4, 0.4 + 1.0 / 15, 0.4 + 2.0 / 15], outcome.Cdf.Select(point => point.Value), (one, other) => Math.Abs(one - other) < 1e-7);
        Assert.Equal(0.4 + 1.0 / 15, outcome.MeanSeconds!.Value, 7);
        Assert.Equal((2, 0, 2.0 / 3), (outcome.CoreSeconds, outcome.Changes, outcome.Attainment!.Value));
    }

    [Fact]
    public void A_queue_of_one_refuses_the_third()
    {
        // At 0.125, 0.375, 0.625 and 0.875 s; the first is served until 1.125 s, then the second.
        var outcome = Run(Service(time: 1, queue: 1), "4 0 0", (0, Want(1)));
        Assert.Equal((2, 2, 0), (outcome.Completed, outcome.Refused, outcome.Lost));
        Assert.Equal((1.0 + 1.75) / 2, outcome.MeanSeconds!.Value, 7);
        Assert.Null(outcome.P99Seconds);
    }

    [Fact]
    public void Without_a_queue_what_finds_a_free_replica_is_served() => Assert.Equal(2, Run(Service(time: 1, queue: 0), "4 0", (0, Want(2))).Completed);

    [Fact]
    public void What_is_not_answered_within_its_time_is_lost()
    {
        // The second is answered 1.75 s after it came; the third is dropped after 1.375 s, at the end of the second, the fourth after 1.25 s, when its turn comes.
        var outcome = Run(Service(time: 1, timeout: 1.2), "4 0 0", (0, Want(1)));
        Assert.Equal((1, 0, 3), (outcome.Completed, outcome.Refused, outcome.Lost));
        Assert.Equal(2, outcome.Series.Sum(interval => interval.BusyPercent * interval.Ready / 100), 9);
    }

    [Fact]
    public void A_service_that_never_has_a_replica_loses_everything_and_ends()
    {
        var outcome = Run(Service(timeout: 2), "4 4", (0, Want(0)));
        Assert.Equal((0, 8, 0.0), (outcome.Completed, outcome.Lost, outcome.CoreSeconds));
    }

    [Fact]
    public void What_would_wait_too_long_is_refused_where_that_is_allowed()
    {
        // At 0.1, 0.3 … 0.9 s, of 0.4 s: the fourth would be second in the queue and wait for about 0.8 s.
        var levers = ServiceLevers.None with { Admission = true };
        Assert.Equal(1, Run(Service(time: 0.4, levers: levers), "5 0 0", (0, Want(1, admit: 0.5))).Refused);
        Assert.Equal(2, Run(Service(time: 0.4, levers: levers), "5 0 0", (0, Want(1, admit: 0.3))).Refused);
        Assert.Equal(0, Run(Service(time: 0.4), "5 0 0", (0, Want(1, admit: 0.3))).Refused);
    }

    [Fact]
    public void The_smaller_model_answers_faster_where_it_is_allowed()
    {
        var levers = ServiceLevers.None with { Variant = new(new(0.25), null) };
        Assert.Equal(0.1, Run(Service(time: 0.4, levers: levers), "1", (0, Want(1, small: true))).MeanSeconds!.Value, 7);
        Assert.Equal(0.4, Run(Service(time: 0.4), "1", (0, Want(1, small: true))).MeanSeconds!.Value, 7);
    }

    [Fact]
    public void The_last_second_counts_though_an_answer_falls_on_its_end() => Assert.Equal(1, Run(Service(time: 0.5), "1", (0, Want(1))).CoreSeconds);

    [Fact]
    public void Monitoring_shows_the_queue_as_it_was_at_the_last_quarter_of_a_minute()
    {
        var policy = new Script((0, Want(1)));
        Run(Service(time: 2), string.Join(' ', Enumerable.Repeat("1", 40)), policy);
        Assert.All(policy.Seen[..30], seen => Assert.Null(seen.Metric));
        Assert.All(policy.Seen[30..60], seen => Assert.Equal(policy.Seen[30].Queued, seen.Metric));
        Assert.Equal(policy.Seen[60].Queued, policy.Seen[60].Metric);
        Assert.True(policy.Seen[59].Queued > policy.Seen[30].Queued);
    }
}
