namespace Berth.Policies.Shifting;

/// <summary>
/// Keeps the emissions of an elastic job near the rate that it had when it was submitted, R = P(n₀) · CI₀: the carbon rate policy of Ecovisor (Souza et al.,
/// ASPLOS 2023). Every slot is a tick: servers are added while the rate stays within R, and removed until it does once it exceeds R by the tolerance.
/// It looks at the present slot only; the tick after it is planned when it comes. Where its pace would miss the deadline it runs faster.
/// </summary>
/// <param name="limits">What every shifting policy can be told; here the servers are n₀, and 0 is half of the profile.</param>
/// <param name="tolerance">Part of R by which the rate may exceed it before servers are removed; Ecovisor's is 0.05.</param>
public sealed class Ecovisor(ShiftLimits limits, double tolerance) : IShiftingPolicy
{
    /// <inheritdoc/>
    public string Name => ShiftingPolicies.Ecovisor;

    /// <inheritdoc/>
    public string Summary => "adds and removes servers of an elastic job every slot so that it emits no faster than when it was submitted";

    /// <inheritdoc/>
    public Schedule Plan(ShiftRequest request)
    {
        if (request.MostServers == 1)
            return StartNow.At(request.Now, 1, "starts at once: it has no servers to add or remove");
        var first = limits.Servers == 0 ? (request.MostServers + 1) / 2 : limits.ServersOf(request);
        var submitted = request.Submitted ?? request.Now;
        var (servers, intensity) = (first, Intensity(request, submitted));
        var target = request.Watts(first) * intensity;
        for (var tick = request.EndOfSlot(submitted); tick <= request.Now; tick += request.Slot)
        {
            intensity = Intensity(request, tick);
            servers = Scale(request, servers, intensity, target);
        }
        var end = request.EndOfSlot(request.Now);
        var chosen = InTime(request, servers, end);
        var reason = $"{Words.Servers(chosen)} in this slot: {request.Watts(servers):0.#} W at {Words.Grams(intensity)} {(target > 0 ? $"is {request.Watts(servers) * intensity / target * 100:0.#} % of its rate" : "against a rate of 0")} at the start"
            + (chosen == servers ? "" : $" with {Words.Servers(servers)}, which would miss the deadline");
        return new([new(request.Now, request.Now + request.Length(chosen) <= end ? long.MaxValue : end, chosen)], reason);
    }

    private static double Intensity(ShiftRequest request, long moment) =>
        request.Forecast.MeanOver(request.Now, moment, request.EndOfSlot(moment));

    private int Scale(ShiftRequest request, int servers, double intensity, double target)
    {
        var rate = request.Watts(servers) * intensity;
        if (rate <= target)
            while (servers < request.MostServers && request.Watts(servers + 1) * intensity <= target)
                servers++;
        else if (rate > target * (1 + tolerance))
            while (servers > 1 && request.Watts(servers) * intensity > target)
                servers--;
        return servers;
    }

    /// <summary>The fewest servers, at least so many, after whose slot all servers still finish before the deadline; all of them where none do.</summary>
    private static int InTime(ShiftRequest request, int servers, long end)
    {
        if (request.Deadline == long.MaxValue)
            return servers;
        var afterwards = (request.Deadline - end) * 1e-9 * request.Speedup(request.MostServers);
        while (servers < request.MostServers && !Keeps(servers))
            servers++;
        return servers;

        bool Keeps(int count) => request.Now + request.Length(count) <= Math.Min(end, request.Deadline)
            || request.Remaining - request.Speedup(count) * ((end - request.Now) * 1e-9) <= afterwards;
    }
}
