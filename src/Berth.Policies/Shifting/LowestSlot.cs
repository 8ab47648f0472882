namespace Berth.Policies.Shifting;

/// <summary>
/// Starts a job in the slot with the lowest intensity from which it still meets its deadline, whatever comes after that slot:
/// Lowest Carbon Slot of GAIA (Hanafy et al., ASPLOS 2024), for jobs of unknown length.
/// </summary>
public sealed class LowestSlot(ShiftLimits limits) : IShiftingPolicy
{
    /// <inheritdoc/>
    public string Name => ShiftingPolicies.LowestSlot;

    /// <inheritdoc/>
    public string Summary => "starts in the slot with the lowest carbon intensity within the allowed wait";

    /// <inheritdoc/>
    public Schedule Plan(ShiftRequest request)
    {
        var servers = limits.ServersOf(request);
        var length = request.Length(servers);
        var due = limits.Due(request, length);
        var latest = due - length;
        if (latest <= request.Now)
            return StartNow.Late(request, servers, due);
        var (best, lowest, first) = (request.Now, double.PositiveInfinity, 0.0);
        for (var start = request.Now; start <= latest; start = request.EndOfSlot(start))
        {
            var intensity = request.Forecast.MeanOver(request.Now, start, request.EndOfSlot(start));
            if (start == request.Now)
                first = intensity;
            if (intensity < lowest)
                (best, lowest) = (start, intensity);
        }
        return StartNow.At(best, servers, best == request.Now
            ? $"starts at once: no slot in the {Words.Span(latest - request.Now)} that it may wait is below {Words.Grams(lowest)}"
            : $"starts in {Words.Span(best - request.Now)}: that slot has {Words.Grams(lowest)}, this one {Words.Grams(first)}; it may wait {Words.Span(latest - request.Now)}");
    }
}
