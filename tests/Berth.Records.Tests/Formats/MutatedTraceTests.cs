using System.Text;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Records.Formats.Carbon;
using Berth.Records.Formats.Jobs;
using Berth.Records.Formats.Nodes;
using Berth.Records.Formats.Requests;

namespace Berth.Records.Tests.Formats;

/// <summary>Broken files give errors with a place, or values that make sense; nothing else.</summary>
public sealed class MutatedTraceTests : IDisposable
{
    private const long Day = 86_400_000_000_000, MostAllocated = 100_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 12 times 850 are 10,200 files.
    [Theory]
    [InlineData("jobs.swf")]
    [InlineData("openb-pods.csv")]
    [InlineData("arrivals.csv")]
    [InlineData("workloads.csv")]
    [InlineData("machines/1.csv")]
    [InlineData("openb-nodes.csv")]
    [InlineData("nodes.csv")]
    [InlineData("sites.csv")]
    [InlineData("carbon.csv")]
    [InlineData("profile.csv")]
    [InlineData("requests.txt")]
    [InlineData("carbon.csv", true)]
    public void Mutated_files_never_crash_a_reader(string sample, bool watttime = false, int count = 850)
    {
        var good = SampleTraces.Files[sample];
        if (watttime)
            good = good.Replace("Time,Carbon Intensity", "point_time,value", StringComparison.Ordinal);
        var path = _folder[Path.GetFileName(sample)];
        if (sample == "sites.csv")
            File.WriteAllText(_folder["nodes.csv"], SampleTraces.Files["nodes.csv"]);
        var mutation = new Mutation(new RandomStream(11, sample + watttime));
        var (errors, values) = (0, 0);
        for (var number = 0; number < count; number++)
        {
            var text = mutation.Apply(good);
            // Latin-1 makes bytes that are no UTF-8.
            File.WriteAllText(path, text, number % 2 == 0 ? Encoding.UTF8 : Encoding.Latin1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(sample, path);
                values++;
            }
            catch (FormatException failure)
            {
                errors++;
                Assert.StartsWith(_folder.Path, failure.Message);
                Assert.DoesNotContain('\n', failure.Message);
            }
            catch (Exception failure)
            {
                Assert.Fail($"file {number}: {failure}\n{text}");
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
        Assert.True(errors > count / 10 && values > 0, $"{errors} errors, {values} values: the mutations do not reach both");
    }

    private void Read(string sample, string path)
    {
        switch (sample)
        {
            case "openb-nodes.csv":
                Check(NodeFiles.Read(path, "openb"));
                break;
            case "nodes.csv" or "sites.csv":
                Check(NodeFiles.Read(_folder["nodes.csv"], "nodes"));
                break;
            case "carbon.csv":
                var mean = GridSeries.Read(new(default, new(path, null, null)), Day, Day).MeanOver(-Day, 2 * Day).GramsPerKilowattHour;
                Assert.InRange(mean, 0, 10_000);
                break;
            case "profile.csv":
                Assert.All(ScalingProfiles.Read(path).Points, point => Assert.True(point is { Throughput: > 0, Watts: >= 0 }));
                break;
            case "requests.txt":
                Assert.All(RequestCounts.Read(path), requests => Assert.InRange(requests, 0, 1_000_000_000));
                break;
            default:
                var format = sample switch { "jobs.swf" => "swf", "openb-pods.csv" => "openb", "arrivals.csv" => "arrivals", "workloads.csv" => "workloads", _ => "bitbrains" };
                Check(JobTraces.Read(new(path, format, default, 1)));
                break;
        }
    }

    private static void Check(IEnumerable<Job> jobs)
    {
        var last = 0L;
        foreach (var job in jobs)
        {
            var timely = job.Arrival.Nanoseconds >= last && job.Length.Nanoseconds >= 0 && job.Arrival.Nanoseconds + job.Length.Nanoseconds >= last;
            if (!timely || job.Cpu.Cores is not (>= 0 and <= 1e6) || !double.IsFinite(job.Memory.Bytes) || job.Memory.Bytes < 0 || job.Gpu is not { Count: >= 0, Milli: >= 0 and <= 1000 })
                Assert.Fail(job.ToString());
            last = job.Arrival.Nanoseconds;
        }
    }

    private static void Check(IReadOnlyList<Site> sites)
    {
        foreach (var site in sites)
        {
            Assert.Matches("^[a-z][a-z0-9-]{0,44}$", site.Name);
            Assert.True(site.Nodes == site.NodeNames!.Count && site.Cpu.Cores > 0 && site.Memory.Bytes > 0 && site.Pue >= 1, site.ToString());
            if (site.Grid is { } grid && grid.Walk is not { Step.Seconds: < 1 })
                Assert.True(GridSeries.Read(grid, Day).MeanOver(0, Day).GramsPerKilowattHour >= 0);
        }
    }
}
