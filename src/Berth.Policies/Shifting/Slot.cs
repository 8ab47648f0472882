namespace Berth.Policies.Shifting;

/// <summary>A slot, or the part of it in which a job may run.</summary>
/// <param name="Start">Start, nanoseconds.</param>
/// <param name="End">End, nanoseconds.</param>
/// <param name="Intensity">Expected mean intensity, g/kWh.</param>
internal readonly record struct Slot(long Start, long End, double Intensity)
{
    internal long Length => End - Start;

    /// <summary>The slots from now until a moment: the first is the rest of the present one, the last is cut there.</summary>
    internal static Slot[] Until(ShiftRequest request, long end)
    {
        if (end <= request.Now)
            return [];
        var slots = new Slot[(end - 1) / request.Slot - request.Now / request.Slot + 1];
        var start = request.Now;
        for (var at = 0; at < slots.Length; at++)
        {
            var until = Math.Min(request.EndOfSlot(start), end);
            slots[at] = new(start, until, request.Forecast.MeanOver(request.Now, start, until));
            start = until;
        }
        return slots;
    }
}
