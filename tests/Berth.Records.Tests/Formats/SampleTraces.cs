using System.Globalization;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Records.Formats.Generators;
using Berth.Records.Formats.Jobs;

namespace Berth.Records.Tests.Formats;

/// <summary>Generates the files of samples/traces: small, made up, one for each format that is read.</summary>
internal static class SampleTraces
{
    private const long Seed = 1;

    private static readonly DateTimeOffset Epoch = new(2025, 6, 2, 0, 0, 0, default);

    /// <summary>Text by file name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["arrivals.csv"] = Written(writer => JobWriter.WriteArrivals(Jobs("poisson", "uniform", 60), writer)),
        ["workloads.csv"] = Written(writer => JobWriter.WriteWorkloads(Jobs("bursts", "mixed", 60), writer, Epoch)),
        ["jobs.swf"] = Swf(),
        ["openb-pods.csv"] = Pods(),
        ["openb-nodes.csv"] = "sn,cpu_milli,memory_mib,gpu,model\n" + Lines(8, node => node % 2 == 0 ? $"node-{node:00},32000,131072,4,V100M16" : $"node-{node:00},96000,393216,0,"),
        ["nodes.csv"] = "name,cpu,mem,ci_profile,site_id,peak_power_w\n"
            + Lines(5, node => $"small-{node},4,8,static:100,ams,200") + Lines(3, node => $"med-{node},8,16,static:150,ams,300")
            + Lines(2, node => $"burst-{node},16,32,sine:150:50:3600,par,400") + "gpu-0,32,64,randwalk:100:200:300,par,800\n",
        ["sites.csv"] = "id,pue,k,ci_region\nams,1.2,1,NL\npar,1.4,1,FR\n",
        ["machines/1.csv"] = Machine("1", 4, 0, 48),
        ["machines/2.csv"] = Machine("2", 1, 12, 24),
        ["carbon.csv"] = "Time,Carbon Intensity\n" + Lines(72, hour => string.Create(CultureInfo.InvariantCulture,
            $"{Epoch.AddHours(hour):yyyy-MM-dd HH:mm:ss},{300 - 120 * Math.Sin(Math.PI * Math.Max(0, hour % 24 - 6) / 12):0.0}")),
        ["grid.csv"] = Grid(),
        ["profile.csv"] = "nodes,throughput,power\n0,0,0\n" + Lines(8, server => string.Create(CultureInfo.InvariantCulture, $"{server + 1},{100 * Math.Pow(server + 1, 0.9):0.0},{60 * (server + 1)}")),
        ["requests.txt"] = Requests(),
    };

    /// <summary>In whole milliseconds, so that no machine's last digit of a logarithm shows.</summary>
    private static IEnumerable<Job> Jobs(string pattern, string mix, int count) => JobGenerators.Generate(new(pattern, mix, new(1 / 60.0), count, 1), Seed, "sample")
        .Select(job => job with { Arrival = new(Math.Round(job.Arrival.Seconds, 3)) });

    private static string Swf() => "; Version: 2.2\n; Note: made up, by the sample generator\n; MaxProcs: 64\n" + string.Concat(Jobs("diurnal", "batch", 60).Select((job, index) =>
        string.Create(CultureInfo.InvariantCulture, $"{index + 1} {Math.Floor(job.Arrival.Seconds)} -1 {job.Length.Seconds} {job.Cpu.Cores} -1 -1 {job.Cpu.Cores} {2 * job.Length.Seconds} -1 1 {index % 5 + 1} 1 -1 1 -1 -1 -1\n")));

    /// <summary>Twelve weeks of a grid with sun by day, less load at weekends, and wind that stays for days.</summary>
    private static string Grid()
    {
        var random = new RandomStream(Seed, "wind");
        var wind = 0.0;
        return "Time,Carbon Intensity\n" + Lines(12 * 7 * 24, hour =>
        {
            wind = 0.97 * wind + 0.24 * random.NextNormal();
            var sun = Math.Sin(Math.PI * Math.Max(0, hour % 24 - 6) / 12);
            var weekend = hour / 24 % 7 >= 5 ? 40 : 0;
            return string.Create(CultureInfo.InvariantCulture, $"{Epoch.AddHours(hour):yyyy-MM-dd HH:mm:ss},{Math.Max(20, 340 - 110 * Math.Max(0, sun) - weekend - 70 * wind):0}");
        });
    }

    private static string Pods()
    {
        var random = new RandomStream(Seed, "sample/pods");
        return "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n" + string.Concat(Jobs("poisson", "uniform", 60).Select((job, index) =>
        {
            var created = 10_000_000 + (long)job.Arrival.Seconds;
            var (gpus, share, models) = random.NextInt(3) switch { 0 => (0, 0, ""), 1 => (1, 50 * (1 + random.NextInt(20)), ""), _ => (1 + random.NextInt(4), 1000, "V100M16|V100M32") };
            var quality = random.NextInt(2) == 0 ? "LS" : "BE";
            return $"pod-{index:00},{1000 * (int)job.Cpu.Cores},{(long)(job.Memory.Bytes / (1 << 20))},{gpus},{share},{models},{quality},Running,{created},{created + random.NextInt(10) + (long)job.Length.Seconds},{created + random.NextInt(3)}\n";
        }));
    }

    private static string Machine(string name, int cores, int first, int count)
    {
        var random = new RandomStream(Seed, $"sample/machine/{name}");
        var start = Epoch.ToUnixTimeSeconds() + first * 300;
        return "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB]\n" + Lines(count, sample =>
        {
            var part = random.NextInt(1000);
            return string.Create(CultureInfo.InvariantCulture, $"{start + sample * 300};\t{cores};\t{cores * 2600};\t{cores * 2.6 * part:0.0};\t{part / 10.0:0.0};\t{cores * 4194304};\t{cores * 4194.304 * random.NextInt(1000):0.0}");
        });
    }

    private static string Requests()
    {
        var random = new RandomStream(Seed, "sample/requests");
        return string.Join(' ', Enumerable.Range(0, 600).Select(second => (int)(20 + 15 * Math.Sin(2 * Math.PI * second / 300)) + random.NextInt(5))) + "\n";
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(index => line(index) + "\n"));

    private static string Written(Action<TextWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }
}
