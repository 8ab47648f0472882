using System.Collections.Concurrent;
using Berth.Serving.Native;
using Berth.Workloads.Clock;

namespace Berth.Serving.Loop;

/// <summary>
/// One thread that serves all sockets and timers. What belongs to the loop is touched only on its thread, so nothing of it needs a lock; others
/// speak to it through <see cref="Post"/>.
/// </summary>
internal sealed class EventLoop : Watched, IDisposable
{
    /// <summary>Bytes of <see cref="Scratch"/>.</summary>
    internal const int ScratchLength = 262_144;

    private const long Millisecond = 1_000_000;

    private readonly Epoll _epoll = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Stack<int> _free = new();
    private (Watched? Watched, uint Generation)[] _table = new (Watched?, uint)[64];
    private int _used;
    private bool _ended;

    internal EventLoop()
    {
        Descriptor = Linux.EventDescriptor(0, Linux.NonBlocking | Linux.CloseOnExec);
        Watch(this, Epoll.In | Epoll.EdgeTriggered);
    }

    /// <summary>When the handling of what happens now began, in nanoseconds of CLOCK_MONOTONIC.</summary>
    internal long Now { get; private set; } = MonotonicClock.Now;

    internal TimerWheel Timers { get; } = new(MonotonicClock.Now);

    /// <summary>What arrives is first received here; its content lasts until the handler returns.</summary>
    internal byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(ScratchLength, pinned: true);

    /// <summary>What is sent may be put together here; its content lasts until the handler returns.</summary>
    internal byte[] Outgoing { get; } = GC.AllocateUninitializedArray<byte>(ScratchLength, pinned: true);

    /// <summary>Watches something with a descriptor.</summary>
    internal void Watch(Watched watched, uint interest)
    {
        if (!_free.TryPop(out var place))
        {
            place = _used++;
            if (place == _table.Length)
                Array.Resize(ref _table, 2 * place);
        }
        ref var entry = ref _table[place];
        entry.Watched = watched;
        watched.Place = place;
        _epoll.Watch(watched.Descriptor, interest, ((ulong)entry.Generation << 32) | (uint)place);
    }

    /// <summary>Watches it no longer and leaves its descriptor open.</summary>
    internal void Release(Watched watched)
    {
        if (watched.Place < 0)
            return;
        _epoll.Forget(watched.Descriptor);
        Forget(watched);
    }

    /// <summary>Watches it no longer and closes its descriptor.</summary>
    internal void Close(Watched watched)
    {
        if (watched.Place >= 0)
            Forget(watched);
        if (watched.Descriptor < 0)
            return;
        _ = Linux.Close(watched.Descriptor);
        watched.Descriptor = -1;
    }

    /// <summary>Has something done on the loop's thread; may be called from any.</summary>
    internal unsafe void Post(Action action)
    {
        _posted.Enqueue(action);
        var one = 1ul;
        _ = Linux.Write(Descriptor, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Takes the clock again, where a handler has worked for long.</summary>
    internal long Tell() => Now = MonotonicClock.Now;

    /// <summary>Serves on the calling thread until <see cref="End"/>.</summary>
    internal void Run()
    {
        while (!_ended)
        {
            var count = _epoll.Wait(Patience());
            for (var i = 0; i < count && !_ended; i++)
            {
                var (what, key) = _epoll[i];
                var (watched, generation) = _table[(uint)key];
                if (watched is null || generation != (uint)(key >> 32))
                    continue;
                Tell();
                watched.Happened(what);
            }
            Timers.Advance(Tell());
        }
    }

    /// <summary>Ends <see cref="Run"/>.</summary>
    internal void End() => _ended = true;

    /// <inheritdoc/>
    internal override unsafe void Happened(uint what)
    {
        var count = 0ul;
        _ = Linux.Read(Descriptor, (byte*)&count, sizeof(ulong));
        while (_posted.TryDequeue(out var action))
            action();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close(this);
        _epoll.Dispose();
    }

    private int Patience()
    {
        if (Timers.Earliest == long.MaxValue)
            return -1;
        var milliseconds = (Timers.Earliest - MonotonicClock.Now + Millisecond - 1) / Millisecond;
        return (int)Math.Clamp(milliseconds, 0, int.MaxValue);
    }

    private void Forget(Watched watched)
    {
        ref var entry = ref _table[watched.Place];
        entry.Watched = null;
        entry.Generation++;
        _free.Push(watched.Place);
        watched.Place = -1;
    }
}
