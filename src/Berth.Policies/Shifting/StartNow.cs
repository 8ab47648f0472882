namespace Berth.Policies.Shifting;

/// <summary>Starts a job at once: the baseline that does not look at carbon.</summary>
public sealed class StartNow(ShiftLimits limits) : IShiftingPolicy
{
    /// <inheritdoc/>
    public string Name => ShiftingPolicies.Now;

    /// <inheritdoc/>
    public string Summary => "starts at once and runs to the end";

    /// <inheritdoc/>
    public Schedule Plan(ShiftRequest request) => At(request.Now, limits.ServersOf(request), "starts at once");

    internal static Schedule At(long start, int servers, string reason) => new([new(start, long.MaxValue, servers)], reason);

    /// <summary>For a job whose deadline cannot be kept, or only just.</summary>
    internal static Schedule Late(ShiftRequest request, int servers, long due) => At(request.Now, servers,
        due - request.Now == request.Length(servers)
            ? "starts at once: it may not wait"
            : $"starts at once with {Words.Servers(servers)}, too late: it takes {Words.Span(request.Length(servers))} and is due {(due > request.Now ? $"in {Words.Span(due - request.Now)}" : "already")}");
}
