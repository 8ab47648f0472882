using System.Collections.Concurrent;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Links;

/// <summary>The router's packet thread: reads every node's device, keeps packets for as long as their link says, writes them to the receiver's.</summary>
internal sealed unsafe class Forwarder : IDisposable
{
    /// <summary>
    /// Subtracted from every delay (ns): what the way through two wake-ups (this thread's and the receiver's) adds at least on top of the
    /// configured delay.
    /// </summary>
    internal const long Compensation = 50_000;

    private const int WakeKey = -1, ReadsAtOnce = 32, DeliveriesAtOnce = 64;

    private readonly TunDevice[] devices;
    private readonly LinkTable table;
    private readonly PacketPool pool = new();
    private readonly PacketBuffer* scratch;
    private readonly LinkHeap heap = new();
    private readonly Epoll epoll = new();
    private readonly Lateness lateness = new();
    private readonly ConcurrentQueue<Action> commands = new();
    private readonly int wake = PosixError.Check(Libc.EventFile(0, Libc.NonBlocking | Libc.CloseOnExec), "Cannot make an event file");
    private readonly ScheduledChange[] changes;
    private int nextChange;
    private long started = long.MaxValue;
    private long unlinked, foreign;
    private bool stopping;

    /// <summary>Makes every node's device.</summary>
    internal Forwarder(RouterDocument document)
    {
        scratch = pool.Take(PacketPool.Largest);
        table = new LinkTable(document, pool, MonotonicClock.Now);
        foreach (var change in document.Changes)
            _ = table.Find(change.From, change.To);
        changes = [.. document.Changes.OrderBy(change => change.At.Seconds)];
        devices = DeviceSet.Open(document.Nodes);
        for (var i = 0; i < devices.Length; i++)
            epoll.Add(devices[i].File, i);
        epoll.Add(wake, WakeKey);
    }

    /// <summary>Has the packet thread run something between packets. Any thread may call this.</summary>
    internal void Post(Action command)
    {
        commands.Enqueue(command);
        var one = 1L;
        _ = Libc.Write(wake, &one, sizeof(long));
    }

    /// <summary>Forwards until <see cref="Stop"/>.</summary>
    internal void Run()
    {
        var budget = new SpinBudget(MonotonicClock.Now);
        while (!stopping)
        {
            var now = MonotonicClock.Now;
            ApplyChanges(now);
            DeliverDue(now);
            var ready = Wait(ref budget);
            for (var i = 0; i < ready; i++)
                if (epoll.Ready(i) is var key && key == WakeKey)
                    RunCommands();
                else
                    ReadFrom(key);
        }
    }

    // Start, Rest, Set, Read and Stop run on the packet thread, posted by others.
    internal void Stop() => stopping = true;

    internal void Start(long at)
    {
        started = at;
        nextChange = 0;
        foreach (var link in table.All)
            link.Start(at);
    }

    internal void Rest() => started = long.MaxValue;

    internal void Set(string? from, string? to, LinkSettings change)
    {
        var link = table.Find(from, to);
        link.Change(change, MonotonicClock.Now);
        heap.Update(link);
    }

    internal (List<(int From, int To, LinkCounters Counters)> Links, long Unlinked, long Foreign, Lateness Lateness) Read()
    {
        var links = new List<(int From, int To, LinkCounters Counters)>();
        foreach (var link in table.All)
            if (link.Counters is { Packets: > 0 } counters)
                links.Add((link.From, link.To, counters));
        return (links, unlinked, foreign, lateness);
    }

    public void Dispose()
    {
        foreach (var device in devices)
        {
            device.LeaveToNamespace();
            device.Dispose();
        }
        epoll.Dispose();
        _ = Libc.Close(wake);
        pool.Dispose();
    }

    private long NextChange => started == long.MaxValue || nextChange == changes.Length ? long.MaxValue : started + changes[nextChange].At.Nanoseconds;

    private void ApplyChanges(long now)
    {
        while (NextChange <= now)
        {
            var change = changes[nextChange++];
            Set(change.From, change.To, change.Settings);
        }
    }

    private void DeliverDue(long now)
    {
        for (var i = 0; i < DeliveriesAtOnce && heap.NextDue - Compensation <= now; i++)
        {
            var link = heap.First;
            lateness.Add(now - (link.HeadDue - Compensation));
            link.Deliver(devices[link.To].File);
            heap.Update(link);
            now = MonotonicClock.Now;
        }
    }

    private int Wait(ref SpinBudget budget)
    {
        var due = heap.NextDue == long.MaxValue ? long.MaxValue : heap.NextDue - Compensation;
        var next = Math.Min(due, NextChange);
        if (next == long.MaxValue)
            return epoll.Wait(long.MaxValue);
        var now = MonotonicClock.Now;
        var left = next - now;
        if (left <= 0 || !budget.MaySpin(now))
            return epoll.Wait(left);
        if (left > SpinBudget.Window)
            return epoll.Wait(left - SpinBudget.Window);
        var ready = 0;
        while (ready == 0 && MonotonicClock.Now < next)
            ready = epoll.Wait(0);
        budget.Spend(MonotonicClock.Now - now);
        return ready;
    }

    private void RunCommands()
    {
        long count;
        _ = Libc.Read(wake, &count, sizeof(long));
        while (commands.TryDequeue(out var command))
            command();
    }

    private void ReadFrom(int node)
    {
        var file = devices[node].File;
        for (var i = 0; i < ReadsAtOnce; i++)
        {
            var length = (int)Libc.Read(file, PacketPool.Bytes(scratch), PacketPool.Largest);
            if (length <= 0)
                return;
            var buffer = pool.Take(length);
            buffer->Length = length;
            Buffer.MemoryCopy(PacketPool.Bytes(scratch), PacketPool.Bytes(buffer), length, length);
            Forward(node, buffer, MonotonicClock.Now);
        }
    }

    private void Forward(int from, PacketBuffer* buffer, long now)
    {
        if (!Segmentation.TryInspect(buffer))
        {
            foreign++;
            pool.Free(buffer);
            return;
        }
        if (table.Find(from, Segmentation.Destination(buffer)) is not { } link)
        {
            unlinked++;
            pool.Free(buffer);
            return;
        }
        link.Offer(buffer, now);
        if (link.HeapIndex >= 0)
            return;
        while (!link.IsEmpty && link.HeadDue - Compensation <= now)
            link.Deliver(devices[link.To].File);
        heap.Update(link);
    }
}
