namespace Berth.Emulation.Links;

/// <summary>
/// How long the router may poll instead of sleeping before a packet is due: a sleeping thread wakes tens of µs late, but a polling one
/// takes a core from the emulated nodes. It earns 1/20 of the time that passes and saves at most 1 ms.
/// </summary>
internal struct SpinBudget(long now)
{
    /// <summary>Polling begins so long before the packet is due (ns): the usual delay of a wake-up.</summary>
    internal const long Window = 60_000;

    private const long Earn = 20, Most = 1_000_000;

    private long credit = Most;
    private long updated = now;

    /// <summary>Whether a whole window of polling is paid for.</summary>
    internal bool MaySpin(long now)
    {
        credit = Math.Min(Most, credit + (now - updated) / Earn);
        updated = now;
        return credit >= Window;
    }

    internal void Spend(long nanoseconds) => credit -= nanoseconds;
}
