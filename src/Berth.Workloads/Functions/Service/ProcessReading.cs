using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Functions.Service;

/// <summary>What this process and its children use.</summary>
internal sealed record ProcessReading
{
    internal double UserSeconds { get; init; }

    internal double SystemSeconds { get; init; }

    internal long ResidentBytes { get; init; }

    internal long VirtualBytes { get; init; }

    internal long Threads { get; init; }

    internal long ReadBytes { get; init; }

    internal long WriteBytes { get; init; }

    internal long VoluntarySwitches { get; init; }

    internal long InvoluntarySwitches { get; init; }

    /// <summary>Reads everything. Counters of children that have ended are in those of this process.</summary>
    internal static ProcessReading Take(IReadOnlyList<int> children)
    {
        var usage = ResourceUsage.Now;
        var reading = new ProcessReading
        {
            UserSeconds = usage.UserSeconds,
            SystemSeconds = usage.SystemSeconds,
            VoluntarySwitches = usage.VoluntarySwitches,
            InvoluntarySwitches = usage.InvoluntarySwitches,
        }.WithSizes(Environment.ProcessId);
        return children.Aggregate(reading, (sum, child) => sum.WithSizes(child).WithCounters(child));
    }

    /// <summary>The larger of each counter of two: a child that ends while it is read must not make a counter fall.</summary>
    internal ProcessReading AtLeast(ProcessReading before) => this with
    {
        UserSeconds = Math.Max(UserSeconds, before.UserSeconds),
        SystemSeconds = Math.Max(SystemSeconds, before.SystemSeconds),
        ReadBytes = Math.Max(ReadBytes, before.ReadBytes),
        WriteBytes = Math.Max(WriteBytes, before.WriteBytes),
        VoluntarySwitches = Math.Max(VoluntarySwitches, before.VoluntarySwitches),
        InvoluntarySwitches = Math.Max(InvoluntarySwitches, before.InvoluntarySwitches),
    };

    /// <summary>Entries of this process's table of files, and those of them that are sockets of the internet.</summary>
    internal static (int Open, int Connections) Files()
    {
        var links = Directory.EnumerateFiles("/proc/self/fd").Select(Target).OfType<string>().ToList();
        var sockets = links.Where(link => link.StartsWith("socket:[", StringComparison.Ordinal)).Select(link => link["socket:[".Length..^1]).ToHashSet();
        var connections = ((string[])["tcp", "tcp6", "udp", "udp6"]).Where(_ => sockets.Count > 0)
            .SelectMany(table => ProcessFiles.Text($"/proc/self/net/{table}").Split('\n').Skip(1))
            .Count(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 9 } fields && sockets.Contains(fields[9]));
        return (links.Count, connections);
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private ProcessReading WithSizes(int pid)
    {
        var status = ProcessFiles.Numbers($"/proc/{pid}/status");
        var transfer = ProcessFiles.Numbers($"/proc/{pid}/io");
        return this with
        {
            ResidentBytes = ResidentBytes + status.GetValueOrDefault("VmRSS") * 1024,
            VirtualBytes = VirtualBytes + status.GetValueOrDefault("VmSize") * 1024,
            Threads = Threads + status.GetValueOrDefault("Threads"),
            ReadBytes = ReadBytes + transfer.GetValueOrDefault("read_bytes"),
            WriteBytes = WriteBytes + transfer.GetValueOrDefault("write_bytes"),
        };
    }

    private ProcessReading WithCounters(int pid)
    {
        var (user, system) = ProcessFiles.Seconds(pid);
        var status = ProcessFiles.Numbers($"/proc/{pid}/status");
        return this with
        {
            UserSeconds = UserSeconds + user,
            SystemSeconds = SystemSeconds + system,
            VoluntarySwitches = VoluntarySwitches + status.GetValueOrDefault("voluntary_ctxt_switches"),
            InvoluntarySwitches = InvoluntarySwitches + status.GetValueOrDefault("nonvoluntary_ctxt_switches"),
        };
    }
}
