using System.Text;
using Berth.Emulation.Posix;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulation.Processor;

/// <summary>
/// The processes of a lane and whether they run. A freezer cgroup switches all of them at the cost of one write and leaves sleeping
/// threads asleep (while another cgroup stays frozen, which spares the kernel a code patch each time); without one each process is stopped and continued by signals.
/// </summary>
internal sealed class LaneState(SlotLane lane, int slots) : IDisposable
{
    private const double FirstGain = 1.0;
    private const double LeastGain = 0.01;
    private const double ShortestLag = -100_000;
    private const double LongestLag = 300_000;
    private static readonly byte[] Frozen = Encoding.ASCII.GetBytes("FROZEN");
    private static readonly byte[] Thawed = Encoding.ASCII.GetBytes("THAWED");

    private readonly SafeFileHandle? _freezer = lane.Freezer is null ? null : File.OpenHandle(lane.Freezer, FileMode.Open, FileAccess.Write);
    private readonly List<ProcessHandle> _processes = [];
    private bool _gated;
    private bool _on = true;
    private long _used;
    private int _lessons = 4;
    private double _lag = 40_000;

    internal SlotLane Lane => lane;

    /// <summary>What a slot is lengthened by, in nanoseconds: the time in which its processes could not run although it was on.</summary>
    internal long Lag => (long)_lag;

    /// <summary>Adds a process.</summary>
    internal void Join(int pid)
    {
        if (ProcessHandle.Open(pid) is not { } process)
            return;
        _processes.Add(process);
        if (!_on && _freezer is null)
            process.Signal(Libc.Stop);
    }

    internal void Open()
    {
        _gated = false;
        Switch(true);
    }

    internal void Gate() => _gated = true;

    internal void Edge(bool on)
    {
        if (_gated)
            Switch(on);
    }

    /// <summary>Corrects the lag by what a busy lane missed of the <paramref name="wanted"/> nanoseconds of the cycle that ends.</summary>
    internal void Learn(double wanted)
    {
        var used = _processes.Sum(process => process.CpuNanoseconds());
        var missed = wanted - (used - _used) / (double)lane.Cores.Count;
        _used = used;
        if (Math.Abs(missed) < wanted / 2)
            _lag = Math.Clamp(_lag + missed / slots * Math.Max(LeastGain, FirstGain / ++_lessons), ShortestLag, LongestLag);
    }

    private void Switch(bool on)
    {
        if (_on == on)
            return;
        _on = on;
        if (_freezer is not null)
            RandomAccess.Write(_freezer, on ? Thawed : Frozen, 0);
        else
            _processes.RemoveAll(process => !process.Signal(on ? Libc.Continue : Libc.Stop));
    }

    public void Dispose()
    {
        Switch(true);
        _freezer?.Dispose();
    }
}
