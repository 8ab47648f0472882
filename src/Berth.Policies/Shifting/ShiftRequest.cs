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
public sealed record ShiftRequest(
    string Name,
    long Now,
    double Remaining,
    long Deadline,
    bool Interruptible,
    ScalingProfile? Profile,
    long Slot,
    ICarbonForecast Forecast);
