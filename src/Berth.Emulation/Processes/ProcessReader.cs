using Berth.Emulation.Posix;
using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Processes;

/// <summary>Reads what the kernel counts of one process, from /proc. Its files stay open; one thread uses it.</summary>
internal sealed class ProcessReader : IDisposable
{
    private const double Ticks = 100;
    private const int UserTicks = 11, SystemTicks = 12, Threads = 17, StartTicks = 19, VirtualBytes = 20, ResidentPages = 21;
    private static readonly long PageBytes = Environment.SystemPageSize;

    private readonly string _node;
    private readonly string _role;
    private readonly int _pid;
    private readonly double _speed;
    private readonly double _memoryBytes;
    private readonly int _cpuClock;
    private ProcessFiles? _files;
    private byte[] _buffer = new byte[8192];
    private long _cpu;
    private (long Cpu, long Moment) _sampled;

    internal ProcessReader(EmulatedNode node, NodeProcess process) : this(node.Node.Name, process.Role, process.Pid, node.Lanes[process.Lane].Lane.Speed, node.Node.Site.Memory.Bytes)
    {
    }

    /// <param name="node">Name of its node.</param>
    /// <param name="role">What it does.</param>
    /// <param name="pid">Its process id.</param>
    /// <param name="speed">Speed of its core, which is full use.</param>
    /// <param name="memoryBytes">Memory that it may use.</param>
    internal ProcessReader(string node, string role, int pid, double speed, double memoryBytes)
    {
        (_node, _role, _pid, _speed, _memoryBytes) = (node, role, pid, speed, memoryBytes);
        _cpuClock = ProcessorClock.OfProcess(pid);
        _cpu = ProcessorClock.Read(_cpuClock);
    }

    /// <summary>Processor nanoseconds since the last call; 0 for a process that has ended.</summary>
    internal long TakeCpu()
    {
        var cpu = ProcessorClock.Read(_cpuClock);
        var used = Math.Max(0, cpu - _cpu);
        _cpu = Math.Max(cpu, _cpu);
        return used;
    }

    /// <summary>A sample; null when the process has ended. Its use of the processor is that since the last sample, or since it was started.</summary>
    internal ProcessSample? Sample(long undilatedMoment)
    {
        try
        {
            _files ??= new(_pid);
            var text = _files.Stat.Read(ref _buffer);
            var stat = text[(text.LastIndexOf((byte)')') + 2)..];
            var (now, cpu) = (MonotonicClock.Now, ProcessorClock.Read(_cpuClock));
            var (user, system, threads) = (ProcFile.Field(stat, UserTicks) / Ticks, ProcFile.Field(stat, SystemTicks) / Ticks, ProcFile.Field(stat, Threads));
            var (started, size, resident) = (ProcFile.Field(stat, StartTicks) / Ticks, ProcFile.Field(stat, VirtualBytes), ProcFile.Field(stat, ResidentPages) * PageBytes);
            var elapsed = Math.Max(1, now - (_sampled.Moment > 0 ? _sampled.Moment : started * 1e9));
            var percent = 100.0 * Math.Max(0, cpu - _sampled.Cpu) / elapsed / _speed;
            _sampled = (cpu, now);
            var transfer = _files.Transfer.Read(ref _buffer);
            var (read, written) = (ProcFile.Value(transfer, "read_bytes:"u8), ProcFile.Value(transfer, "write_bytes:"u8));
            var (voluntary, involuntary) = _files.Switches.Take(threads, ref _buffer);
            return new(
                _node, _role, _pid, undilatedMoment, percent, user, system, resident, size, 100 * resident / _memoryBytes, read, written, (int)threads, voluntary, involuntary,
                _files.Connections.Count(ref _buffer), now * 1e-9 - started);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public void Dispose() => _files?.Dispose();
}
