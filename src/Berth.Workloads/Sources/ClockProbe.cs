using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;

namespace Berth.Workloads.Sources;

/// <summary>
/// How far the clock of the worker's host is ahead of the source's, by the offset of the Network Time Protocol (RFC 5905, section 8): half the
/// difference of the ways there and back, of the exchange with the shortest time on the network. The error is at most half of that time.
/// </summary>
internal static class ClockProbe
{
    /// <summary>Sends pictures one after the other.</summary>
    /// <returns>Offset and the bound of its error, in nanoseconds; null when nothing was answered.</returns>
    internal static (long Offset, long Bound)? Measure(IItemSender sender, Picture picture, int count, long patience)
    {
        (long Offset, long Bound)? best = null;
        for (var exchange = 0; exchange < count; exchange++)
        {
            var done = new ManualResetEventSlim();
            var now = MonotonicClock.Now;
            var item = new Item(-1, picture, now, now + patience, (item, _, reply, returned) =>
            {
                if (reply is { Received: > 0, Replied: > 0 })
                {
                    var (there, back) = (reply.Received - item.Sent, returned - reply.Replied);
                    if (best is not { } shortest || there + back < 2 * shortest.Bound)
                        best = ((there - back) / 2, Math.Max(1, (there + back) / 2));
                }
                done.Set();
            });
            sender.Send(item);
            if (!done.Wait(TimeSpan.FromMicroseconds(patience / 1e3)))
                item.Lost(ItemOutcome.TimedOut);
        }
        return best;
    }
}
