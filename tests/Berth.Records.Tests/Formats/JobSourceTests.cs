using Berth.Model.Jobs;
using Berth.Records.Formats.Jobs;

namespace Berth.Records.Tests.Formats;

public sealed class JobSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private JobWorkload Trace(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return new(name, new(_folder[name], "arrivals", default, 1), null, null, null, null, null, false, null);
    }

    [Fact]
    public void A_workload_adds_limit_deadline_profile_and_whether_jobs_may_be_suspended()
    {
        File.WriteAllText(_folder["profile"], "nodes,throughput,power\n0,0.0,0.0\n1,10,50\n2,18,100\n");
        var plain = Trace("a", "0,100,1\n5,200,2\n9,300,3");
        var jobs = JobSources.Read(plain with { Limit = 2, Slack = new(60), Interruptible = true, Profile = _folder["profile"] }, 1).ToList();
        Assert.Equal([160.0, 260.0], jobs.Select(job => job.Deadline!.Value.Seconds));
        Assert.All(jobs, job => Assert.True(job.Interruptible));
        Assert.Equal((2, 1.8), (jobs[0].Elastic!.MaxServers, jobs[0].Elastic!.Speedup(2)));
        Assert.Equal([7.0, 7, 7], JobSources.Read(plain with { Deadline = new(7), Slack = new(60) }, 1).Select(job => job.Deadline!.Value.Seconds));
        Assert.All(JobSources.Read(plain, 1), job => Assert.True(job is { Deadline: null, Interruptible: false, Elastic: null }));
    }

    [Fact]
    public void Several_workloads_are_merged_by_arrival_the_first_first()
    {
        var merged = JobSources.ReadAll([Trace("a", "0,1,1\n5,1,1"), Trace("b", "0,1,1\n3,1,1\n5,1,1"), Trace("c", "arrival_time,length,cpus\n")], 1);
        Assert.Equal(["a/job-1", "b/job-1", "b/job-2", "a/job-2", "b/job-3"], merged.Select(job => job.Name));
        Assert.Equal(["job-1", "job-2"], JobSources.ReadAll([Trace("a", "0,1,1\n5,1,1")], 1).Select(job => job.Name));
        Assert.Empty(JobSources.ReadAll([], 1));
    }

    [Theory]
    [InlineData("nodes,throughput,power\n0,1,0\n", "profile:2: the row of 0 servers stands where that of 1 is expected")]
    [InlineData("1,10,5\n3,12,6", "profile:2: the row of 3 servers stands where that of 2 is expected")]
    [InlineData("1,10,5\n2,9,6", "profile:2: 2 servers do less than 1")]
    [InlineData("1,0,5", "profile:1: 1 servers do less than 0")]
    [InlineData("nodes,throughput,power\n0,0,0\n", "profile: the profile has no row")]
    public void What_is_wrong_with_a_profile_has_its_line(string text, string message)
    {
        File.WriteAllText(_folder["profile"], text);
        Assert.Contains(message, Assert.Throws<FormatException>(() => ScalingProfiles.Read(_folder["profile"])).Message);
    }

    [Fact]
    public void The_profile_of_nbody_has_seven_servers()
    {
        var profile = ScalingProfiles.Read(RealData.Path("profiles/nbody100k.csv"));
        Assert.Equal((7, 10747.782862749653), (profile.MaxServers, profile.Points[^1].Throughput));
    }
}
