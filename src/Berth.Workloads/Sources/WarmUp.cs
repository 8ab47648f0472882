using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Images;

namespace Berth.Workloads.Sources;

/// <summary>Sends real items before the first that counts, so that code is compiled and TCP's window is open.</summary>
internal static class WarmUp
{
    private const int Failures = 2;

    /// <summary>Sends items one after the other.</summary>
    /// <param name="sender">Carries them.</param>
    /// <param name="picture">What they carry.</param>
    /// <param name="count">How many.</param>
    /// <param name="patience">Longest wait for one of them, in nanoseconds.</param>
    /// <returns>False when two were lost; the rest is not sent then.</returns>
    internal static bool Run(IItemSender sender, Picture picture, int count, long patience)
    {
        var lost = 0;
        for (var i = 0; i < count && lost < Failures; i++)
        {
            var done = new ManualResetEventSlim();
            var outcome = ItemOutcome.TimedOut;
            var now = MonotonicClock.Now;
            var item = new Item(-1 - i, picture, now, now + patience, (_, how, _, _) =>
            {
                outcome = how;
                done.Set();
            });
            sender.Send(item);
            if (!done.Wait(TimeSpan.FromMicroseconds(patience / 1e3)))
                item.Lost(ItemOutcome.TimedOut);
            if (outcome != ItemOutcome.Completed)
                lost++;
        }

        return lost < Failures;
    }
}
