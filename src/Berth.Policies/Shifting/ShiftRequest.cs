using Berth.Model.Jobs;

namespace Berth.Policies.Shifting;

/// <summary>A job that has to be planned, or planned again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Now">Nanoseconds of the world's clock.</param>
/// <param name="Remaining">Seconds that remain of it with one server.</param>
/// <param name="Deadline">When it should have ended; <see cref="long.MaxValue"/> is never.</param>
/// <param name="Interruptible">Whether it may be suspended.</param>
/// <param name="Profile">How it gains from servers; null uses one.</param>
/// <param name="Slot">Nanoseconds of a slot: the step in which the world's grid changes. Slots begin at multiples of it.</param>
/// <param name="Forecast">What is expected of the carbon intensity.</param>
/// <param name="Submitted">When it was submitted: the start of its allowed wait; null is now.</param>
public sealed record ShiftRequest(
    string Name,
    long Now,
    double Remaining,
    long Deadline,
    bool Interruptible,
    ScalingProfile? Profile,
    long Slot,
    ICarbonForecast Forecast,
    long? Submitted = null)
{
    private const double Longest = long.MaxValue / 4;

    internal int MostServers => Profile?.MaxServers ?? 1;

    internal double Speedup(int servers) => Profile?.Speedup(servers) ?? servers;

    /// <summary>Power with that many servers; 1 with the one of a rigid job, whose power is the same whenever it runs.</summary>
    internal double Watts(int servers) => servers == 0 ? 0 : Profile?.Points[servers - 1].Watts ?? servers;

    /// <summary>Nanoseconds that the rest takes with that many servers.</summary>
    internal long Length(int servers) => (long)Math.Clamp(Math.Round(Remaining / Speedup(servers) * 1e9), 1, Longest);

    /// <summary>End of the slot of a moment.</summary>
    internal long EndOfSlot(long moment) => (moment / Slot + 1) * Slot;
}
