using Berth.Simulation.Engine;

namespace Berth.Simulation.Queues;

/// <summary>
/// A queue, first come, first served, with equal servers. It keeps the exact time that items were present and how long servers were busy,
/// in nanoseconds, so that Little's law can be checked to the last bit.
/// </summary>
public sealed class Station
{
    private readonly int _servers;
    private int[] _waiting = new int[16];
    private int _head, _count;
    private long _changed;

    /// <summary>An empty station at time 0.</summary>
    /// <param name="servers">Number of servers, at least 1.</param>
    public Station(int servers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(servers, 1);
        _servers = servers;
    }

    /// <summary>Number of servers.</summary>
    public int Servers => _servers;

    /// <summary>Servers that work.</summary>
    public int Busy { get; private set; }

    /// <summary>Items that wait.</summary>
    public int Waiting => _count;

    /// <summary>Items present times time, nanoseconds.</summary>
    public Int128 PresentTime { get; private set; }

    /// <summary>Busy servers times time, nanoseconds.</summary>
    public Int128 BusyTime { get; private set; }

    /// <summary>An item enters; true when a server takes it at once.</summary>
    public bool Enter(int item, long now)
    {
        Advance(now);
        if (Busy < _servers)
        {
            Busy++;
            return true;
        }
        if (_count == _waiting.Length)
            Grow();
        _waiting[(_head + _count++) & (_waiting.Length - 1)] = item;
        return false;
    }

    /// <summary>A served item leaves. Returns the item that is served next, -1 when none waits.</summary>
    /// <exception cref="SimulationException">No item is being served.</exception>
    public int Leave(long now)
    {
        Advance(now);
        if (Busy == 0)
            throw new SimulationException("an item leaves a station that serves none");
        if (_count == 0)
        {
            Busy--;
            return -1;
        }
        var next = _waiting[_head];
        _head = (_head + 1) & (_waiting.Length - 1);
        _count--;
        return next;
    }

    /// <summary>Counts the time up to a moment.</summary>
    public void Advance(long now)
    {
        var time = now - _changed;
        PresentTime += (Int128)time * (Busy + _count);
        BusyTime += (Int128)time * Busy;
        _changed = now;
    }

    private void Grow()
    {
        var larger = new int[_waiting.Length * 2];
        for (var index = 0; index < _count; index++)
            larger[index] = _waiting[(_head + index) & (_waiting.Length - 1)];
        (_waiting, _head) = (larger, 0);
    }
}
