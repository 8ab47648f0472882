using Berth.Model;
using Berth.Model.Observations;
using Berth.Simulation.Jobs;
using static Berth.Simulation.Tests.Jobs.Scenario;

namespace Berth.Simulation.Tests.Jobs;

public sealed class TimeTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void A_job_that_arrives_while_a_node_is_free_starts_at_once()
    {
        var result = Run(Continuum(Site(nodes: 2)), [Job("a", 0, Hour), Job("b", 60, 60)]);
        Assert.Equal((60 * Second, 120 * Second), (result.Records[1].Start, result.Records[1].End));
        Assert.Equal(3600 * Second, result.End);
        Assert.Equal(["site-1", "site-2"], result.Records.Select(record => result.Nodes[record.Node].Name));
    }

    [Fact]
    public void A_job_that_fits_nowhere_is_unschedulable_at_once_and_says_why()
    {
        var result = Run(Continuum(Site(nodes: 3, cores: 4)), [Job("small", 0, 10), Job("large", 5, 10, cores: 8), Job("other", 6, 10)]);
        Assert.Equal([JobOutcome.Completed, JobOutcome.Unschedulable, JobOutcome.Completed], result.Records.Select(record => record.Outcome));
        Assert.Equal("site-1 and 2 more has 4 cores, fewer than 8", result.Unschedulable[1]);
        Assert.Equal(16 * Second, result.End);
    }

    [Fact]
    public void What_ends_makes_room_before_what_arrives_at_the_same_moment()
    {
        var result = Run(Continuum(Site()), [Job("a", 0, 10), Job("b", 10, 10)]);
        Assert.Equal(10 * Second, result.Records[1].Start);
    }

    [Fact]
    public void A_slow_node_takes_longer()
    {
        var result = Run(Continuum(Site(share: 0.25)), [Job("a", 0, 10)]);
        Assert.Equal(40 * Second, result.Records[0].End);
    }

    [Fact]
    public void Priority_comes_before_arrival_and_arrival_before_name()
    {
        var result = Run(Continuum(Site()), [Job("first", 0, 10), Job("b", 1, 10), Job("a", 1, 10), Job("urgent", 5, 10, priority: 1)]);
        Assert.Equal([0, 20 * Second, 30 * Second, 10 * Second], result.Records.Select(record => record.Start));
    }

    [Theory]
    [InlineData(QueueDiscipline.Overtake, 2)]
    [InlineData(QueueDiscipline.Fcfs, 10)]
    public void A_small_job_passes_a_large_one_only_if_it_may(QueueDiscipline queue, long start)
    {
        var result = Run(Continuum(Site(cores: 4)), [Job("a", 0, 10, cores: 2), Job("large", 1, 10, cores: 4), Job("small", 2, 1, cores: 2)], queue);
        Assert.Equal(queue == QueueDiscipline.Fcfs ? 20 * Second : start * Second, result.Records[2].Start);
        Assert.Equal(10 * Second, result.Records[1].Start);
    }

    [Fact]
    public void A_failed_node_loses_what_ran_there_and_it_begins_again()
    {
        var continuum = Continuum(Site()) with { Failures = [new("site-1", new(30), new(10), null)] };
        var result = Run(continuum, [Job("a", 0, 100)]);
        Assert.Equal((140 * Second, 1), (result.Records[0].End, result.Records[0].Restarts));
        Assert.Equal(130, result.Records[0].RunSeconds, 9);
    }

    [Fact]
    public void A_lost_job_goes_to_another_node_that_has_room()
    {
        var continuum = Continuum(Site(nodes: 2)) with { Failures = [new("site-1", new(30), new(1000), null)] };
        var result = Run(continuum, [Job("a", 0, 100)]);
        Assert.Equal((130 * Second, "site-2"), (result.Records[0].End, result.Nodes[result.Records[0].Node].Name));
    }

    [Fact]
    public void Random_failures_are_the_same_for_one_seed()
    {
        var continuum = Continuum(Site(nodes: 5)) with { Failures = [new("site", null, new(50), new(500))] };
        var jobs = Enumerable.Range(0, 200).Select(job => Job($"j{job}", job * 10, 40)).ToList();
        var (one, other) = (Run(continuum, jobs), Run(continuum, jobs));
        Assert.Equal(one.Records, other.Records);
        Assert.Contains(one.Records, record => record.Restarts > 0);
        Assert.All(one.Records, record => Assert.Equal(JobOutcome.Completed, record.Outcome));
    }

    [Fact]
    public void A_plan_suspends_and_resumes()
    {
        var plan = new Planned(request => request.Now == 0 ? new([new(0, 40 * Second, 1), new(100 * Second, long.MaxValue, 1)], "in two parts") : new([new(request.Now, long.MaxValue, 1)], "now"));
        var result = Run(Continuum(Site()), [Job("a", 0, 60)], shifting: plan);
        Assert.Equal((0, 120 * Second, 60.0), (result.Records[0].Start, result.Records[0].End, result.Records[0].RunSeconds));
    }

    [Fact]
    public void An_elastic_job_runs_faster_with_more_servers()
    {
        var job = Job("a", 0, 300) with { Elastic = new([new(1, 10), new(1.5, 20)]) };
        var result = Run(Continuum(Site(nodes: 2)), [job]);
        Assert.Equal(200 * Second, result.Records[0].End);
        Assert.Equal(400, result.Records[0].CoreSeconds, 9);
    }

    [Fact]
    public void A_deadline_is_missed_by_what_ends_later()
    {
        var result = Run(Continuum(Site()), [Job("a", 0, 10, deadline: 10), Job("b", 0, 10, deadline: 19)]);
        Assert.Equal([false, true], result.Records.Select(record => record.Missed));
    }

    [Fact]
    public void Jobs_that_a_policy_never_takes_are_stranded_even_where_nodes_fail_again_and_again()
    {
        var continuum = Continuum(Site()) with { Failures = [new("site-1", null, new(10), new(1000))] };
        var result = new JobSimulation(new(continuum, [Job("a", 0, 10)], new TakesNothing())).Run();
        Assert.Equal(JobOutcome.Stranded, result.Records[0].Outcome);
    }

    private sealed class TakesNothing : Berth.Policies.Placement.IPlacementPolicy
    {
        public string Name => "nothing";

        public string Summary => "takes nothing";

        public void Place(Berth.Policies.Placement.PlacementBatch batch)
        {
        }
    }
}
