namespace Berth.Policies.Shifting;

/// <summary>
/// Scales an elastic job with the carbon intensity: the greedy of CarbonScaler (Hanafy et al., POMACS 7(3), 2023). Server j in slot t is worth
/// MT_j / (MP_j · CI_t), its additional work for each additional gram; the best that continues the servers of its slot is taken until the work is done, the
/// last one for the part of its slot that is needed. Optimal where each server adds no more work a watt than the one before. A job that may
/// not be suspended keeps at least one server from its start to its end; the cheapest such span is taken.
/// </summary>
public sealed class CarbonScaler(ShiftLimits limits) : IShiftingPolicy
{
    /// <summary>Emissions that differ by less are equal: the difference comes from rounding.</summary>
    private const double Negligible = 1e-9;

    /// <inheritdoc/>
    public string Name => ShiftingPolicies.CarbonScaler;

    /// <inheritdoc/>
    public string Summary => "scales an elastic job by work for each gram: many servers in green slots, few or none in dirty ones";

    /// <inheritdoc/>
    public Schedule Plan(ShiftRequest request)
    {
        var due = limits.Due(request, request.Length(1));
        if (due - request.Now <= request.Length(request.MostServers))
            return StartNow.Late(request, request.MostServers, due);
        var slots = Slot.Until(request, due);
        var greedy = new MarginalGreedy(request, slots);
        var best = request.Interruptible ? greedy.Fill(0, slots.Length - 1, 0) : Span(greedy, request, slots);
        if (best is null)
            return StartNow.Late(request, request.MostServers, due);
        var segments = best.Allocation.Segments();
        var (atOnce, least, most) = (greedy.AtOnce(), segments.Min(segment => segment.Servers), segments.Max(segment => segment.Servers));
        return new(segments, $"{(least == most ? Words.Servers(most) : $"{least} to {most} servers")} in {(segments.Count == 1 ? "one piece" : $"{segments.Count} pieces")} before it is due in {Words.Span(due - request.Now)}: "
            + $"{Percent(best.Emissions, atOnce)} of what {Words.Servers(request.MostServers)} at once would emit{(request.Interruptible ? "" : "; it may not be suspended")}");
    }

    private static MarginalGreedy.Result? Span(MarginalGreedy greedy, ShiftRequest request, Slot[] slots)
    {
        MarginalGreedy.Result? best = null;
        for (var from = 0; from < slots.Length; from++)
        {
            var inside = 0L;
            for (var to = from; to < slots.Length && inside < request.Length(1); to++)
            {
                if (greedy.Fill(from, to, 1) is { } found && (best is null || found.Emissions < best.Emissions - Negligible * Math.Abs(best.Emissions)))
                    best = found;
                inside += to > from ? slots[to].Length : 0;
            }
        }
        return best;
    }

    private static string Percent(double part, double whole) => whole > 0 ? $"{part / whole * 100:0.#} %" : "as much";
}
