using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>An item on its way. Whoever resolves it first decides its outcome.</summary>
/// <param name="number">Its number within the source, from 0.</param>
/// <param name="picture">What it carries.</param>
/// <param name="scheduled">When it begins.</param>
/// <param name="deadline">When it is late.</param>
/// <param name="resolved">Told once, with the answer if there is one and the moment that it came, else 0.</param>
internal sealed class Item(int number, Picture picture, long scheduled, long deadline, Action<Item, ItemOutcome, WorkerReply?, long> resolved)
{
    private int isResolved;

    internal int Number => number;

    internal Picture Picture => picture;

    internal long Scheduled => scheduled;

    internal long Deadline => deadline;

    internal long Preprocessed { get; set; }

    internal long Sent { get; set; }

    /// <summary>What to do when nobody waits for the item any more.</summary>
    internal Action? GiveUp { get; set; }

    internal bool IsResolved => Volatile.Read(ref isResolved) != 0;

    /// <summary>True for the first who asks: who resolves the item then, and nobody else.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref isResolved, 1) == 0;

    /// <summary>The worker has answered. Only after <see cref="TryClaim"/>.</summary>
    internal void Answered(WorkerReply reply, int status)
    {
        var returned = MonotonicClock.Now;
        if (returned > deadline)
            resolved(this, ItemOutcome.TimedOut, null, 0);
        else
            resolved(this, Judge(status), reply, returned);
    }

    /// <summary>No answer comes any more, or none is waited for.</summary>
    internal void Lost(ItemOutcome outcome)
    {
        if (!TryClaim())
            return;
        GiveUp?.Invoke();
        resolved(this, outcome, null, 0);
    }

    private static ItemOutcome Judge(int status) => status switch
    {
        WorkerReply.Ok => ItemOutcome.Completed,
        WorkerReply.QueueFull or (>= 400 and < 500) => ItemOutcome.Refused,
        _ => ItemOutcome.Failed,
    };
}
