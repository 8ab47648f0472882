namespace Berth.Policies.Shifting;

/// <summary>
/// Starts a job where the mean intensity over its whole length is lowest: the non-interruptible strategy of Wiesner et al.
/// (Let's Wait Awhile, Middleware 2021), Lowest Carbon Window of GAIA (Hanafy et al., ASPLOS 2024).
/// </summary>
public sealed class LowestWindow(ShiftLimits limits) : IShiftingPolicy
{
    /// <summary>Means that differ by less are equal: the difference comes from rounding.</summary>
    private const double Negligible = 1e-9;

    /// <inheritdoc/>
    public string Name => ShiftingPolicies.LowestWindow;

    /// <inheritdoc/>
    public string Summary => "starts where the mean carbon intensity over the job's whole length is lowest";

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
        foreach (var start in Starts(request, latest, length))
        {
            var mean = request.Forecast.MeanOver(request.Now, start, start + length);
            if (start == request.Now)
                first = mean;
            if (mean < lowest - Negligible * Math.Abs(lowest) || double.IsPositiveInfinity(lowest))
                (best, lowest) = (start, mean);
        }
        return StartNow.At(best, servers, best == request.Now
            ? $"starts at once: no start in the {Words.Span(latest - request.Now)} that it may wait has a mean below {Words.Grams(lowest)} over its {Words.Span(length)}"
            : $"starts in {Words.Span(best - request.Now)}: {Words.Grams(lowest)} in the mean over its {Words.Span(length)}, {Words.Grams(first)} if it started now; it may wait {Words.Span(latest - request.Now)}");
    }

    /// <summary>
    /// Now, the latest start, every start of a slot, and every start that ends with a slot. Intensity is constant in a slot, so the mean is
    /// linear in the start between these: the lowest is at one of them.
    /// </summary>
    private static List<long> Starts(ShiftRequest request, long latest, long length)
    {
        List<long> starts = [request.Now, latest];
        for (var start = request.EndOfSlot(request.Now); start <= latest; start += request.Slot)
            starts.Add(start);
        if (length % request.Slot != 0)
            for (var end = request.EndOfSlot(request.Now + length); end - length <= latest; end += request.Slot)
                starts.Add(end - length);
        starts.Sort();
        return starts;
    }
}
