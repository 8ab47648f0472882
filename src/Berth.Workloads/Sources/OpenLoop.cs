using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>Sends items at their moments, whatever becomes of the earlier ones, and resolves each exactly once.</summary>
internal sealed class OpenLoop(SourceSettings settings, IItemSender sender, IReadOnlyList<Picture> pictures, LineWriter lines)
{
    // How late a command to stop may be noticed, and the end of the last item.
    private const long Attention = 100_000_000;
    private const long LastAttention = 20_000_000;
    private const long Grace = 500_000_000;

    private readonly Queue<Item> open = new();
    private int inFlight;
    private volatile bool stopped;

    /// <summary>Schedules no further items and gives up those on their way after half a second.</summary>
    internal void Stop() => stopped = true;

    /// <summary>Runs the schedule on the calling thread; returns the number of items when the last is resolved.</summary>
    internal int Run(long begin, long end)
    {
        var count = 0;
        foreach (var moment in ArrivalSchedule.Moments(settings.Arrivals, settings.RatePerSecond, settings.Seed, settings.Stream, begin, end))
        {
            if (!WaitFor(moment))
                break;
            Launch(count++, moment);
        }

        Drain();
        return count;
    }

    private void Launch(int number, long moment)
    {
        var item = new Item(number, pictures[number % pictures.Count], moment, moment + settings.TimeoutNanoseconds, Resolved);
        var busy = Interlocked.Increment(ref inFlight) > settings.InFlightLimit;
        open.Enqueue(item);
        if (busy)
            item.Lost(ItemOutcome.Failed);
        else
            sender.Send(item);
    }

    /// <summary>Waits for a moment and lets items expire meanwhile; false when told to stop.</summary>
    private bool WaitFor(long moment)
    {
        while (!stopped)
        {
            var now = MonotonicClock.Now;
            Expire(now);
            if (now >= moment)
                return true;
            MonotonicClock.SleepUntil(Math.Min(Math.Min(moment, now + Attention), open.TryPeek(out var oldest) ? oldest.Deadline : moment));
        }

        return false;
    }

    private void Drain()
    {
        var stop = long.MaxValue;
        while (Volatile.Read(ref inFlight) > 0)
        {
            var now = MonotonicClock.Now;
            if (stopped)
                stop = Math.Min(stop, now + Grace);
            Expire(now);
            if (now >= stop)
                while (open.TryDequeue(out var item))
                    item.Lost(ItemOutcome.Failed);
            MonotonicClock.SleepUntil(now + LastAttention);
        }
    }

    /// <summary>Items have equal patience, so the oldest is the first to be late.</summary>
    private void Expire(long now)
    {
        while (open.TryPeek(out var oldest) && (oldest.IsResolved || oldest.Deadline <= now))
            open.Dequeue().Lost(ItemOutcome.TimedOut);
    }

    private void Resolved(Item item, ItemOutcome outcome, WorkerReply? reply, long returned)
    {
        lines.Add(ItemLine.Write(new(
            item.Number, settings.Node, settings.Worker, outcome, item.Picture.Encoded.Length,
            item.Scheduled, item.Preprocessed, item.Sent, reply?.Received ?? 0, reply?.Dequeued ?? 0, reply?.Processed ?? 0,
            reply?.Replied ?? 0, returned, IsCorrect(item.Picture, reply))));
        Interlocked.Decrement(ref inFlight);
    }

    /// <summary>Unknown for a model whose classes are not those of the pictures.</summary>
    private static bool? IsCorrect(Picture picture, WorkerReply? reply) =>
        reply?.Label is { } label && GarmentSample.Classes.Contains(label) ? label == picture.Label : null;
}
