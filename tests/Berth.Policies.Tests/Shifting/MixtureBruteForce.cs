using Berth.Policies.Shifting;

namespace Berth.Policies.Tests.Shifting;

/// <summary>
/// The least emissions of an elastic job by enumeration. In each slot the job mixes numbers of servers over time, so the problem is linear with one
/// constraint that couples the slots, the work; a vertex of it has one number in every slot but one, which has two. All of them are tried, but of those
/// that only swap equal slots one.
/// </summary>
internal static class MixtureBruteForce
{
    /// <summary>W · g/kWh · h; infinite when the job cannot be done by its deadline.</summary>
    internal static double Least(ShiftRequest request, IReadOnlyList<(long Start, long End)> slots)
    {
        var most = request.Profile?.MaxServers ?? 1;
        var (speed, watts) = (new double[most + 1], new double[most + 1]);
        for (var servers = 1; servers <= most; servers++)
            (speed[servers], watts[servers]) = (Plans.Speedup(request, servers), Plans.Watts(request, servers));
        if (request.Interruptible)
            slots = [.. slots.OrderBy(slot => request.Forecast.MeanOver(request.Now, slot.Start, slot.End)).ThenBy(slot => slot.End - slot.Start)];
        var hours = slots.Select(slot => (slot.End - slot.Start) / (double)Plans.Hour).ToArray();
        var intensity = slots.Select(slot => request.Forecast.MeanOver(request.Now, slot.Start, slot.End)).ToArray();
        var chosen = new int[slots.Count];
        var best = double.PositiveInfinity;
        Visit(0, request.Remaining / 3600, 0);
        return best;

        void Visit(int slot, double missing, double emissions)
        {
            if (slot < slots.Count)
            {
                var equal = request.Interruptible && slot > 0 && intensity[slot] == intensity[slot - 1] && hours[slot] == hours[slot - 1];
                for (chosen[slot] = 0; chosen[slot] <= (equal ? chosen[slot - 1] : most); chosen[slot]++)
                    Visit(slot + 1, missing - speed[chosen[slot]] * hours[slot], emissions + watts[chosen[slot]] * intensity[slot] * hours[slot]);
                return;
            }
            if (Math.Abs(missing) < 1e-9 && Continuous(request, chosen, -1))
                best = Math.Min(best, emissions);
            if (missing < 1e-9)
                return;
            for (var mixed = 0; mixed < slots.Count; mixed++)
                for (var more = chosen[mixed] + 1; more <= most; more++)
                    if ((speed[more] - speed[chosen[mixed]]) * hours[mixed] is var gain && gain >= missing - 1e-9 && Continuous(request, chosen, mixed))
                        best = Math.Min(best, emissions + missing / gain * (watts[more] - watts[chosen[mixed]]) * intensity[mixed] * hours[mixed]);
        }
    }

    /// <summary>Whether the slots with servers follow one another when one more gets some; a slot in which the job runs for a part only must be at an end.</summary>
    private static bool Continuous(ShiftRequest request, int[] chosen, int added)
    {
        if (request.Interruptible)
            return true;
        var used = Enumerable.Range(0, chosen.Length).Where(slot => chosen[slot] > 0 || slot == added).ToList();
        if (used.Count == 0 || used[^1] - used[0] != used.Count - 1)
            return false;
        return added < 0 || chosen[added] > 0 || added == used[0] || added == used[^1];
    }
}
