using System.Globalization;
using Berth.Emulation.Posix;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Runs;

/// <summary>Reads what the kernel counts of one process, from /proc.</summary>
internal sealed class ProcessReader
{
    private static readonly string[] Tables = ["tcp", "tcp6"];
    private const double Ticks = 100;
    private static readonly long PageBytes = Environment.SystemPageSize;

    private readonly EmulatedNode _node;
    private readonly NodeProcess _process;
    private readonly int _cpuClock;
    private long _cpu;
    private long _moment;

    internal ProcessReader(EmulatedNode node, NodeProcess process)
    {
        (_node, _process) = (node, process);
        _cpuClock = ProcessorClock.OfProcess(process.Pid);
        _cpu = ProcessorClock.Read(_cpuClock);
        _moment = MonotonicClock.Now;
    }

    /// <summary>Processor nanoseconds since the last call; 0 for a process that has ended.</summary>
    internal long TakeCpu()
    {
        var cpu = ProcessorClock.Read(_cpuClock);
        var used = Math.Max(0, cpu - _cpu);
        _cpu = Math.Max(cpu, _cpu);
        return used;
    }

    /// <summary>A sample; null when the process has ended.</summary>
    internal ProcessSample? Sample(long cpuUsed, long undilatedMoment)
    {
        try
        {
            var folder = $"/proc/{_process.Pid}";
            var text = File.ReadAllText($"{folder}/stat");
            var stat = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var now = MonotonicClock.Now;
            var elapsed = Math.Max(1, now - _moment);
            _moment = now;
            var resident = long.Parse(stat[21], CultureInfo.InvariantCulture) * PageBytes;
            var (read, written) = Storage(folder);
            var (voluntary, involuntary) = Switches(folder);
            return new(
                _node.Node.Name,
                _process.Role,
                _process.Pid,
                undilatedMoment,
                100.0 * cpuUsed / elapsed / _node.Lanes[_process.Lane].Lane.Speed,
                long.Parse(stat[11], CultureInfo.InvariantCulture) / Ticks,
                long.Parse(stat[12], CultureInfo.InvariantCulture) / Ticks,
                resident,
                long.Parse(stat[20], CultureInfo.InvariantCulture),
                100.0 * resident / _node.Node.Site.Memory.Bytes,
                read,
                written,
                int.Parse(stat[17], CultureInfo.InvariantCulture),
                voluntary,
                involuntary,
                Connections(folder),
                now * 1e-9 - long.Parse(stat[19], CultureInfo.InvariantCulture) / Ticks);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static (long Read, long Written) Storage(string folder)
    {
        var lines = File.ReadAllLines($"{folder}/io");
        return (Value(lines, "read_bytes:"), Value(lines, "write_bytes:"));
    }

    private static (long Voluntary, long Involuntary) Switches(string folder)
    {
        var (voluntary, involuntary) = (0L, 0L);
        foreach (var task in Directory.GetDirectories($"{folder}/task"))
        {
            var lines = File.ReadAllLines($"{task}/status");
            voluntary += Value(lines, "voluntary_ctxt_switches:");
            involuntary += Value(lines, "nonvoluntary_ctxt_switches:");
        }
        return (voluntary, involuntary);
    }

    /// <summary>Established connections of the namespace whose socket is among the process's files.</summary>
    private static int Connections(string folder)
    {
        const string established = "01";
        var sockets = Directory.GetFiles($"{folder}/fd").Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true).Select(target => target![8..^1]).ToHashSet();
        return Tables.Select(table => $"{folder}/net/{table}").Where(File.Exists).SelectMany(table => File.ReadLines(table).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields.Length > 9 && fields[3] == established && sockets.Contains(fields[9]));
    }

    private static long Value(string[] lines, string key)
    {
        foreach (var line in lines)
            if (line.StartsWith(key, StringComparison.Ordinal))
                return long.Parse(line.AsSpan(key.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        return 0;
    }
}
