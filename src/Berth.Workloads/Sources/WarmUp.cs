using Berth.Model;
using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>Lets everything happen before the first item that counts, so that code is compiled and TCP's windows are open.</summary>
internal static class WarmUp
{
    private const int Failures = 2;

    /// <summary>
    /// Sends real items a few times two at once, over two connections, then one after the other, which opens the window of the connection
    /// that the next item takes.
    /// </summary>
    /// <param name="sender">Carries them.</param>
    /// <param name="small">What items that are on their way together carry: large ones could overflow the queue of a slow link, and TCP would remember the loss for the whole run.</param>
    /// <param name="picture">What the others carry.</param>
    /// <param name="count">How many.</param>
    /// <param name="patience">Longest wait for an answer, in nanoseconds.</param>
    /// <returns>False when an answer was missing twice; the rest is not sent then.</returns>
    internal static bool Run(IItemSender sender, Picture small, Picture picture, int count, long patience)
    {
        var lost = 0;
        var pairs = count / 4;
        for (var i = 0; i < pairs + count && lost < Failures; i++)
            if (!(i < pairs ? Exchange(sender, small, 2, patience) : Exchange(sender, picture, 1, patience)))
                lost++;
        return lost < Failures;
    }

    /// <summary>Runs a short schedule whose items come back at once, then one with small but real items; nobody is told of either.</summary>
    internal static void Rehearse(SourceSettings settings, IItemSender sender, Picture small)
    {
        using var echo = new Echo();
        Rehearse(settings, echo, [small], items: 50);
        Rehearse(settings, sender, [small], items: 3);
    }

    private static void Rehearse(SourceSettings settings, IItemSender sender, IReadOnlyList<Picture> pictures, int items)
    {
        using var silence = new LineWriter(Stream.Null);
        var quick = settings with { RatePerSecond = 1000, Arrivals = Arrivals.Periodic };
        var control = new SourceControl(_ => new OpenLoop(quick, sender, pictures, silence), _ => null, silence);
        var begin = MonotonicClock.Now;
        control.Execute($"start {begin} {begin + items * 1_000_000L} rehearsal");
        control.Join();
    }

    private static bool Exchange(IItemSender sender, Picture picture, int items, long patience)
    {
        var answered = 0;
        var open = new CountdownEvent(items);
        var now = MonotonicClock.Now;
        var sent = new Item[items];
        for (var i = 0; i < items; i++)
            sender.Send(sent[i] = new(-1, picture, now, now + patience, (_, outcome, _, _) =>
            {
                // A refusal is an answer too: a short queue may be full of the item beside it.
                if (outcome is ItemOutcome.Completed or ItemOutcome.Refused)
                    Interlocked.Increment(ref answered);
                open.Signal();
            }));
        if (!open.Wait(TimeSpan.FromMicroseconds(patience / 1e3)))
            foreach (var item in sent)
                item.Lost(ItemOutcome.TimedOut);
        return Volatile.Read(ref answered) == items;
    }

    private sealed class Echo : IItemSender
    {
        public void Send(Item item)
        {
            item.Preprocessed = item.Sent = MonotonicClock.Now;
            if (item.TryClaim())
                item.Answered(new WorkerReply { Label = item.Picture.Label }, WorkerReply.Ok);
        }

        public void Dispose()
        {
        }
    }
}
