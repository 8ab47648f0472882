using System.Globalization;
using System.Runtime.CompilerServices;
using Berth.Model.Jobs;
using Berth.Records.Formats.Jobs;

namespace Berth.Records.Tests.Formats;

public sealed class JobTraceTests : IDisposable
{
    private const string PodHeader = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private List<Job> Read(string format, string text, double start = 0, double stretch = 1, TraceNotes? notes = null)
    {
        File.WriteAllText(_folder["trace"], text);
        return [.. JobTraces.Read(new(_folder["trace"], format, new(start), stretch), notes)];
    }

    private string Failure(string format, string text) =>
        Assert.Throws<FormatException>(() => Read(format, text)).Message.Replace(_folder.Path + "/", "", StringComparison.Ordinal);

    private static string Short(Job job) =>
        string.Create(CultureInfo.InvariantCulture, $"{job.Name} {job.Arrival.Seconds} {job.Length.Seconds} {job.Cpu.Cores} {job.Memory.Bytes / (1 << 20)} {job.Gpu.Count}x{job.Gpu.Milli} {job.Class} {job.Priority}").Replace("0x0  0", "-");

    [Fact]
    public void The_standard_workload_format_gives_submit_run_time_and_requested_processors()
    {
        var notes = new TraceNotes();
        var jobs = Read("swf",
            """
            ; Version: 2.2
            1 0 5 100 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1
              2   10 -1  30 16 -1 512 -1 -1 -1 1 -1 -1 -1 -1 -1 -1 -1 extra
            3 20 0 -1 -1 -1 -1 4 60 -1 5 1 1 1 1 1 -1 -1

            4 30 0 7 1 -1 -1 1 60 -1 2 1 1 1 1 1 -1 -1
            """, notes: notes);
        Assert.Equal(["job-1 0 100 8 16 -", "job-2 10 30 16 8 -"], jobs.Select(Short));
        Assert.Equal(["never ran: no run time or no processors", "part of a checkpointed job"], notes.Skipped.Keys);
        Assert.Null(jobs[0].Deadline);
    }

    [Theory]
    [InlineData("1 0 5", "trace:1: the line has 3 fields, not 18 (write -1 for what is unknown)")]
    [InlineData("; c\n1 0 5 x 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1", "trace:2: field 4 is 'x' (a number of at most 4000000000 is expected)")]
    [InlineData("1 0 5 NaN 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1", "trace:1: field 4 is 'NaN' (a number of at most 4000000000 is expected)")]
    [InlineData("1 -1 5 1 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1", "trace:1: the job has no submit time (leave the line out)")]
    [InlineData("1 9 5 1 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1\n2 8 5 1 4 -1 -1 8 120 2048 1 1 1 1 1 1 -1 -1", "trace:2: the job is submitted at 8 s, before the one above it at 9 s (sort the file by its second column)")]
    public void What_is_wrong_with_a_standard_workload_has_its_line(string text, string message) => Assert.Equal(message, Failure("swf", text));

    [Fact]
    public void Openb_pods_are_sorted_begin_at_zero_and_keep_what_they_ask_of_graphics_processors()
    {
        var notes = new TraceNotes();
        var jobs = Read("openb", PodHeader +
            "p2,6000,12288,1,460,,LS,Running,200,900,250\r\n" +
            "p1,500,1024,0,0,,BE,Succeeded,100,160,100\r\n" +
            "p3,12000,1,8,1000,V100M16|V100M32,Guaranteed,Pending,200,230,\r\n" +
            "p4,1,1,0,0,,BE,Running,300,,300", notes: notes);
        Assert.Equal(["p1 0 60 0.5 1024 0x0 BE 0", "p2 100 650 6 12288 1x460 LS 2", "p3 100 30 12 1 8x1000 Guaranteed 2"], jobs.Select(Short));
        Assert.Equal(["V100M16", "V100M32"], jobs[2].Constraints!.GpuModels);
        Assert.Null(jobs[0].Constraints);
        Assert.Equal([("no deletion_time: it still ran when the trace ended", 1L)], notes.Skipped.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("p,1,1,0,0,,BE,Running,5,9,5\np,1,1,0,0,,BE,Running,5,9,5", "trace:3: the name 'p' is there already, in line 2 (names must differ)")]
    [InlineData("p,1,1,1,0,,BE,Running,5,9,5", "trace:2: 'gpu_milli' is '0' (a number from 1 to 1000 is expected)")]
    [InlineData("p,1,1,0,0,,BE,Running,5,4,5", "trace:2: 'deletion_time' is '4' (a number from 5 to 4000000000 is expected)")]
    [InlineData("p,1", "trace:2: 'creation_time' is missing (a number from 0 to 4000000000 is expected)", "p,1,1,0,0,,BE,Running,,4,5")]
    public void What_is_wrong_with_a_pod_has_its_line(string text, string message, string? instead = null) => Assert.Equal(message, Failure("openb", PodHeader + (instead ?? text)));

    [Fact]
    public void A_file_of_another_kind_is_told_by_its_missing_column() =>
        Assert.StartsWith("trace:1: there is no column 'cpu_milli' (is this a file of openb pods", Failure("openb", "name,mem\nx,1\n"));

    [Theory]
    [InlineData("arrival_time,length,cpus\n0.0,6302.0,1\n68.0,1000.0,0.25\n")]
    [InlineData("\uFEFF\"cpus\",\"note\",\"arrival\",\"length\"\r\n1,x,0,6302\r\n\r\n0.25,,68,1000")]
    [InlineData("0,6302,1\n68,1000,0.25")]
    public void Arrivals_are_read_with_and_without_header_in_any_order_of_columns(string text) =>
        Assert.Equal(["job-1 0 6302 1 0 -", "job-2 68 1000 0.25 0 -"], Read("arrivals", text).Select(Short));

    [Fact]
    public void Arrivals_out_of_order_are_refused_because_they_are_read_as_a_stream() =>
        Assert.Equal("trace:3: the job arrives at 4 s, before the one above it at 5 s (sort the file by its arrival time)", Failure("arrivals", "arrival_time,length,cpus\n5,1,1\n4,1,1"));

    [Fact]
    public void The_start_cuts_and_the_stretch_spreads() =>
        Assert.Equal(["job-2 0 2 1 0 -", "job-3 15 3 1 0 -"], Read("arrivals", "0,1,1\n10,2,1\n20,3,1", start: 10, stretch: 1.5).Select(Short));

    [Fact]
    public void Workloads_of_the_energy_scheduler_are_sorted_by_their_moments()
    {
        const string Rows = "b,2025-05-01T12:00:30Z,4,8,300,A\na,2025-05-01T14:00:00+02:00,1,0.5,30,\n";
        foreach (var text in (string[])[Rows, "id,submit,cpu,mem,duration,tag\n" + Rows])
            Assert.Equal(["a 0 30 1 512 -", "b 30 300 4 8192 0x0 A 0"], Read("workloads", text).Select(Short));
        Assert.Equal("trace:1: 'submit' is 'noon', no moment from 1970 to 2090 (write it as 2025-06-01T12:00:00Z)", Failure("workloads", "a,noon,1,1,1,"));
    }

    [Fact]
    public void A_bitbrains_machine_is_a_series_of_samples_and_a_job_over_its_life()
    {
        const string Header = "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB]\n";
        File.WriteAllText(_folder["2.csv"], Header + "1372629804;\t4;\t10000;\t2500;\t25;\t2.097152E6;\t1024.0\n1372630104;\t4;\t10000;\t0;\t0;\t2097152;\t0\n");
        File.WriteAllText(_folder["1.csv"], Header + "1372630104000;\t2;\t0;\t0;\t0;\t0;\t0\n");
        File.WriteAllText(_folder["3.csv"], Header);
        var samples = Bitbrains.ReadSamples(_folder["2.csv"]).ToList();
        Assert.Equal((1372629804.0, 1.0, 1 << 20, 2), (samples[0].Moment.Seconds, samples[0].Used.Cores, samples[0].MemoryUsed.Bytes, samples.Count));
        var notes = new TraceNotes();
        Assert.Equal(["vm-2 0 600 4 2048 0x0 vm 0", "vm-1 300 300 2 0 0x0 vm 0"], JobTraces.Read(new(_folder.Path, "bitbrains", default, 1), notes).Select(Short));
        Assert.Single(notes.Skipped);
    }

    [Fact]
    public void An_unknown_format_an_empty_file_and_a_missing_one_are_named()
    {
        Assert.Contains("did you mean 'swf'?", Assert.Throws<ArgumentException>(() => Read("swff", "")).Message);
        Assert.StartsWith("trace: the file is empty and no file of arrivals", Failure("arrivals", ""));
        Assert.Throws<FileNotFoundException>(() => JobTraces.Read(new(_folder["none"], "swf", default, 1)).ToList());
        Assert.Contains("it is a folder", Assert.Throws<FormatException>(() => JobTraces.Read(new(_folder.Path, "swf", default, 1)).ToList()).Message);
    }

    [Fact]
    public void A_stream_is_read_no_further_than_it_is_taken()
    {
        File.WriteAllText(_folder["trace"], "0,1,1\n1,1,1\n" + string.Concat(Enumerable.Repeat("2,1,1\n", 20_000)) + "nonsense");
        Assert.Equal(10_000, JobTraces.Read(new(_folder["trace"], "arrivals", default, 1)).Take(10_000).Count());
    }

    [Theory]
    [InlineData("swf", "1 0 -1 60 4 -1 -1 4 -1 -1 1 1 1 1 1 1 -1 -1\n")]
    [InlineData("arrivals", "0,60,4\n")]
    public void A_stream_keeps_none_of_its_jobs(string format, string line)
    {
        File.WriteAllText(_folder["trace"], string.Concat(Enumerable.Repeat(line, 20_000)));
        using var jobs = JobTraces.Read(new(_folder["trace"], format, default, 1)).GetEnumerator();
        var first = First(jobs);
        for (var number = 1; number < 20_000; number++)
            Assert.True(jobs.MoveNext());
        GC.Collect();
        Assert.False(first.IsAlive);
        Assert.False(jobs.MoveNext());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference First(IEnumerator<Job> jobs)
    {
        Assert.True(jobs.MoveNext());
        return new(jobs.Current);
    }

    [Theory]
    [InlineData("openb/pods_default.csv", "openb", 8152, 2508085863.712)]
    [InlineData("openb/pods_cpu050.csv", "openb", 7439, 2131137371.012)]
    [InlineData("swf/lublin_256.swf", "swf", 10_000, 2092781168)]
    [InlineData("jobs/pai_1k.csv", "arrivals", 1000, 11493272)]
    [InlineData("bitbrains-2013-7", "bitbrains", 40, 314217034)]
    public void Real_traces_are_read_whole(string file, string format, int count, double coreSeconds)
    {
        var notes = new TraceNotes();
        var jobs = JobTraces.Read(new(RealData.Path(file), format, default, 1), notes).ToList();
        Assert.Equal(count, jobs.Count + notes.Skipped.Values.Sum());
        Assert.Equal(count, jobs.Select(job => job.Name).Distinct().Count());
        Assert.Equal(jobs.OrderBy(job => job.Arrival.Seconds), jobs);
        Assert.All(jobs, job => Assert.True(job.Length.Seconds >= 0 && job.Cpu.Cores > 0));
        // Summed by a script of another language.
        Assert.Equal(coreSeconds, jobs.Sum(job => job.Length.Seconds * job.Cpu.Cores), 0.001);
    }
}
