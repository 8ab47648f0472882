using System.Globalization;
using Berth.Accounting;
using Berth.Model;
using Berth.Model.Observations;

namespace Berth.Emulation.Calls;

/// <summary>
/// What a node drew while calls ran on it: its power model at the processor time that they used, and the sleeping or idle power while none ran. A call is charged for what is above idle power, as in
/// the simulation, where a core that is held counts as used.
/// </summary>
internal static class CallEnergy
{
    /// <summary>The node's reading, and what each call is charged.</summary>
    /// <param name="node">The node.</param>
    /// <param name="runs">The calls that it executed.</param>
    /// <param name="end">End of the trial, nanoseconds from its start.</param>
    internal static (NodeReading Reading, IReadOnlyDictionary<int, Amount> Charged) Of(Node node, IReadOnlyList<CallRun> runs, long end)
    {
        var site = node.Site;
        var ledger = new EnergyLedger(new PowerModel(site.Power ?? new([default, default])), site.Carbon is { } carbon ? CarbonIntensitySeries.Constant(carbon) : null, site.Pue);
        Amount slept = default;
        long[] moments = [0, .. runs.SelectMany(run => new[] { run.Start, run.End }), end];
        foreach (var (start, until) in moments.Distinct().Order().Zip(moments.Distinct().Order().Skip(1)))
        {
            var active = runs.Where(run => run.Start <= start && run.End >= until).ToList();
            ledger.Add(start, until - start, Math.Min(1, active.Sum(run => run.Used)), [.. active.Select(run => new JobUse(Key(run), run.Used))]);
            if (active.Count == 0 && site is { Power: { } power, Sleep: { } sleep })
                slept += Emitted((sleep.Watts - power.Points[0].Watts) * (until - start) * 1e-9);
        }
        return (
            new(node.Name, site.Name, Of(ledger.Total) + slept, Of(ledger.Idle) + slept, runs.Sum(run => run.Seconds), Math.Floor(site.Cpu.Cores) * end * 1e-9),
            runs.ToDictionary(run => run.Call, run => Of(ledger.Of(Key(run)))));

        Amount Emitted(double joules) => new(joules, joules / 3.6e6 * (site.Carbon?.GramsPerKilowattHour ?? 0) * site.Pue);
    }

    private static string Key(CallRun run) => run.Call.ToString(CultureInfo.InvariantCulture);

    private static Amount Of(EnergyAccount account) => new(account.Energy.Joules, account.Carbon?.Grams ?? 0);
}
