namespace Berth.Serving.Loop;

/// <summary>
/// Timers in slots of a millisecond (Varghese and Lauck, "Hashed and hierarchical timing wheels", SOSP 1987): setting and clearing one takes constant
/// time and no memory. What is due later than a turn of the wheel is looked at once a turn.
/// </summary>
internal sealed class TimerWheel(long now)
{
    private const long Tick = 1_000_000;
    private const long Never = long.MaxValue / 2;
    private const int Slots = 8192;

    private readonly LoopTimer?[] _slots = new LoopTimer?[Slots];
    private long _tick = now / Tick;
    private long _earliest = long.MaxValue;
    private int _count;

    /// <summary>No timer is due before this moment; the largest number when none is set.</summary>
    internal long Earliest => _earliest == long.MaxValue ? long.MaxValue : _earliest * Tick;

    /// <summary>Sets a timer, or sets it anew.</summary>
    internal void Set(LoopTimer timer, long due)
    {
        Clear(timer);
        timer.Due = Math.Min(due, Never);
        Insert(timer);
    }

    /// <summary>Clears a timer that may be set.</summary>
    internal void Clear(LoopTimer timer)
    {
        if (!timer.IsSet)
            return;
        if (timer.Previous is { } previous)
            previous.Next = timer.Next;
        else
            _slots[timer.Slot] = timer.Next;
        if (timer.Next is { } next)
            next.Previous = timer.Previous;
        (timer.Previous, timer.Next, timer.Slot) = (null, null, -1);
        _count--;
    }

    /// <summary>Expires what is due.</summary>
    internal void Advance(long time)
    {
        var target = time / Tick;
        if (_earliest > target)
        {
            _tick = Math.Max(_tick, target);
            return;
        }
        // More than a turn would only visit slots twice.
        _tick = Math.Max(Math.Max(_tick, _earliest - 1), target - Slots);
        while (_tick < target)
            Visit(++_tick, time);
        _earliest = _count == 0 ? long.MaxValue : FirstOccupied();
    }

    private void Visit(long tick, long time)
    {
        // Timers that a handler sets fall into later slots, so the list that is taken here is complete.
        while (_slots[tick % Slots] is { } timer)
        {
            Clear(timer);
            if (timer.Due <= time)
                timer.Expire();
            else
                Insert(timer);
        }
    }

    private void Insert(LoopTimer timer)
    {
        var tick = Math.Clamp((timer.Due + Tick - 1) / Tick, _tick + 1, _tick + Slots - 1);
        timer.Slot = (int)(tick % Slots);
        timer.Next = _slots[timer.Slot];
        if (timer.Next is { } next)
            next.Previous = timer;
        _slots[timer.Slot] = timer;
        _earliest = Math.Min(_earliest, tick);
        _count++;
    }

    private long FirstOccupied()
    {
        var tick = _tick + 1;
        while (_slots[tick % Slots] is null)
            tick++;
        return tick;
    }
}
