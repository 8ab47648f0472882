using System.Text;
using Berth.Emulation.Posix;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulation.Processor;

/// <summary>
/// The processes of a lane and whether they run. A freezer cgroup switches all of them at the cost of one write and leaves sleeping
/// threads asleep (while another cgroup stays frozen, which spares the kernel a code patch each time); without one each process is stopped and continued by signals.
/// </summary>
internal sealed class LaneState(SlotLane lane) : IDisposable
{
    private const long UsualLag = 80_000;
    private const long LeastLag = 0;
    private const long MostLag = 400_000;

    private static readonly byte[] Frozen = Encoding.ASCII.GetBytes("FROZEN");
    private static readonly byte[] Thawed = Encoding.ASCII.GetBytes("THAWED");

    private readonly SafeFileHandle? _freezer = lane.Freezer is null ? null : File.OpenHandle(lane.Freezer, FileMode.Open, FileAccess.Write);
    private readonly List<ProcessHandle> _processes = [];
    private bool _gated;
    private bool _on = true;

    internal SlotLane Lane => lane;

    /// <summary>What each slot is lengthened by, in nanoseconds: the time that switching takes from it.</summary>
    internal long Lag { get; private set; } = UsualLag;

    /// <summary>What the plan's share of the lane is multiplied by.</summary>
    internal double Pace { get; set; } = 1;

    /// <summary>Adds a process.</summary>
    internal void Join(int pid)
    {
        if (ProcessHandle.Open(pid) is not { } process)
            return;
        _processes.Add(process);
        if (!_on && _freezer is null)
            process.Signal(Libc.Stop);
    }

    /// <summary>Corrects the lag, within what a switch can take on a machine that is not disturbed.</summary>
    internal void Lengthen(long nanoseconds) => Lag = Math.Clamp(Lag + nanoseconds, LeastLag, MostLag);

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
