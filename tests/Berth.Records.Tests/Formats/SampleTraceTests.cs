using Berth.Model;
using Berth.Records.Formats.Carbon;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Formats.Requests;

namespace Berth.Records.Tests.Formats;

public sealed class SampleTraceTests
{
    /// <summary>Set to 1, it writes the samples instead of comparing them: the way to change them.</summary>
    private const string Write = "BERTH_WRITE_SAMPLES";

    private static string Folder
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Berth.slnx")))
                root = root.Parent;
            return Path.Combine(root!.FullName, "samples", "traces");
        }
    }

    [Fact]
    public void The_samples_are_what_their_generator_makes()
    {
        foreach (var (name, text) in SampleTraces.Files)
        {
            var path = Path.Combine(Folder, name);
            if (Environment.GetEnvironmentVariable(Write) == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }
            Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{name} is not what its generator makes; write the samples with {Write}=1");
        }
        // A load whose jump matters to the second is kept as it was chosen.
        var there = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Where(path => path is not ("README.md" or "elastic.txt"));
        Assert.Equal(SampleTraces.Files.Keys.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("jobs.swf", "swf", 60)]
    [InlineData("openb-pods.csv", "openb", 60)]
    [InlineData("machines", "bitbrains", 2)]
    [InlineData("arrivals.csv", "arrivals", 60)]
    [InlineData("workloads.csv", "workloads", 60)]
    public void Every_sample_of_jobs_is_read(string file, string format, int count) =>
        Assert.Equal(count, JobTraces.Read(new(Path.Combine(Folder, file), format, default, 1)).Count());

    [Fact]
    public void The_other_samples_are_read()
    {
        Assert.Equal([("v100m16-4x-32c-128g", 4), ("cpu-96c-384g", 4)], NodeFiles.Read(Path.Combine(Folder, "openb-nodes.csv"), "openb").Select(site => (site.Name, site.Nodes)));
        Assert.Equal([("ams", 5, 1.2), ("ams-2", 3, 1.2), ("par", 2, 1.4), ("par-2", 1, 1.4)], NodeFiles.Read(Path.Combine(Folder, "nodes.csv"), "nodes").Select(site => (site.Name, site.Nodes, site.Pue)));
        Assert.Equal(180, GridSeries.Read(new(default, new(Path.Combine(Folder, "carbon.csv"), null, null)), 3600_000_000_000 * 24).MeanOver(12L * 3600_000_000_000, 3600_000_000_000).GramsPerKilowattHour);
        Assert.Equal(8, ScalingProfiles.Read(Path.Combine(Folder, "profile.csv")).MaxServers);
        Assert.Equal(600, RequestCounts.Read(Path.Combine(Folder, "requests.txt")).Count());
    }

    [Fact]
    public void What_is_written_is_read_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var jobs = Records.Formats.Generators.JobGenerators.Generate(new("poisson", "mixed", new(1), 500, 0.37), 5, "x").ToList();
        using (var writer = new StreamWriter(folder["a"]))
            JobWriter.WriteArrivals(jobs, writer);
        Assert.Equal(jobs.Select(job => (job.Arrival, job.Length, job.Cpu)), JobTraces.Read(new(folder["a"], "arrivals", default, 1)).Select(job => (job.Arrival, job.Length, job.Cpu)));
        jobs = [.. jobs.Select(job => job with { Name = $"a \"{job.Name}\", b", Arrival = new(job.Arrival.Seconds - jobs[0].Arrival.Seconds) })];
        using (var writer = new StreamWriter(folder["w"]))
            JobWriter.WriteWorkloads(jobs, writer, new(2025, 6, 1, 0, 0, 0, default));
        var read = JobTraces.Read(new(folder["w"], "workloads", default, 1)).ToList();
        Assert.Equal(jobs.Select(job => job with { Arrival = default }), read.Select(job => job with { Arrival = default }));
        Assert.All(jobs.Zip(read), pair => Assert.Equal(pair.First.Arrival.Seconds, pair.Second.Arrival.Seconds, 1e-6));
    }
}
