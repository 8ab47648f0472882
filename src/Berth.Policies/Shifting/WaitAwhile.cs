namespace Berth.Policies.Shifting;

/// <summary>
/// Runs a job in the greenest slots before its deadline, suspended in between: the interruptible strategy of Wiesner et al.
/// (Let's Wait Awhile, Middleware 2021). With a perfect forecast no other schedule of the same number of servers emits less. A job that may not be
/// suspended gets its <see cref="LowestWindow"/>.
/// </summary>
public sealed class WaitAwhile(ShiftLimits limits) : IShiftingPolicy
{
    private readonly LowestWindow _window = new(limits);

    /// <inheritdoc/>
    public string Name => ShiftingPolicies.WaitAwhile;

    /// <inheritdoc/>
    public string Summary => "runs in the slots with the lowest carbon intensity before the deadline, suspended in between";

    /// <inheritdoc/>
    public Schedule Plan(ShiftRequest request)
    {
        if (!request.Interruptible)
        {
            var window = _window.Plan(request);
            return window with { Reason = $"{window.Reason}; it may not be suspended" };
        }
        var servers = limits.ServersOf(request);
        var length = request.Length(servers);
        var due = limits.Due(request, length);
        if (due - length <= request.Now)
            return StartNow.Late(request, servers, due);
        var slots = Slot.Until(request, due);
        var order = new int[slots.Length];
        for (var at = 0; at < order.Length; at++)
            order[at] = at;
        Array.Sort(order, (one, other) => slots[one].Intensity.CompareTo(slots[other].Intensity) is var by && by != 0 ? by : one.CompareTo(other));
        var allocation = new Allocation(slots);
        var (needed, used, mean) = (length, 0, 0.0);
        for (; needed > 0; used++)
        {
            var slot = slots[order[used]];
            var part = Math.Min(needed, slot.Length);
            allocation.Split(order[used], servers, part, 0);
            needed -= part;
            mean += slot.Intensity * part / length;
        }
        var segments = allocation.Segments();
        return new(segments, $"runs in {used} of {slots.Length} slots before it is due in {Words.Span(due - request.Now)}, "
            + $"{(segments.Count == 1 ? "without a break" : $"in {segments.Count} pieces")}: {Words.Grams(mean)} in the mean, {Words.Grams(request.Forecast.MeanOver(request.Now, request.Now, request.Now + length))} if it ran now");
    }
}
