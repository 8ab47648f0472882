using Berth.Model;

namespace Berth.Policies.Shifting;

/// <summary>What every shifting policy can be told.</summary>
/// <param name="MaxWait">Seconds that a job without a deadline may wait in all.</param>
/// <param name="Servers">Servers of an elastic job under a policy that does not scale it; 0 is all that its profile has.</param>
public readonly record struct ShiftLimits(double MaxWait, int Servers = 0)
{
    internal static PolicyOption MaxWaitOption { get; } = new("max-wait", "Hours that a job without a deadline may wait.", 24, 0, 8760);

    internal static PolicyOption ServersOption { get; } = new("servers", "Servers of an elastic job; 0 is all of its profile.", 0, 0, 10_000);

    internal static ShiftLimits Of(IReadOnlyDictionary<string, double> options) => new(
        options.GetValueOrDefault(MaxWaitOption.Name) * 3600,
        (int)options.GetValueOrDefault(ServersOption.Name));

    internal int ServersOf(ShiftRequest request) => Servers == 0 ? request.MostServers : Math.Min(Servers, request.MostServers);

    /// <summary>
    /// When a job that takes that long should have ended: its deadline, or else the end of its longest wait. Time since the submission counts as waited,
    /// so a job that is planned again never waits longer than it may.
    /// </summary>
    internal long Due(ShiftRequest request, long length)
    {
        if (request.Deadline != long.MaxValue)
            return request.Deadline;
        var waited = request.Now - (request.Submitted ?? request.Now);
        return request.Now + length + Math.Max(0, (long)(MaxWait * 1e9) - waited);
    }
}
