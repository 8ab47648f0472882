using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Energy and emissions of the nodes that took part in a deployment.</summary>
internal static class NodeEnergy
{
    internal static (EnergySummary Energy, CarbonSummary? Carbon)? Of(Deployment deployment, int completed)
    {
        var nodes = deployment.Nodes.Where(node => deployment.Sources.Contains(node.Name) || deployment.Workers.Contains(node.Name)).ToList();
        if (nodes.Count == 0 || deployment.Repetitions.Count == 0 || nodes.Any(node => node.Site.Power is null))
            return null;
        var (total, dynamic, covered) = (0.0, 0.0, 1.0);
        double? grams = 0;
        foreach (var repetition in deployment.Repetitions)
        {
            var samples = MeasuredSample.ByNode(repetition);
            var measured = (repetition.End - repetition.Start) * 1e-9;
            foreach (var node in nodes)
            {
                var ledger = Ledger(samples[node.Name], node.Site);
                if (ledger.Covered.Seconds == 0)
                    return null;
                var scale = measured / ledger.Covered.Seconds;
                total += ledger.Total.Energy.Joules * scale;
                dynamic += ledger.Dynamic.Joules * scale;
                grams += ledger.Total.Carbon?.Grams * scale;
                covered = Math.Min(covered, ledger.Covered.Seconds / measured);
            }
        }
        var energy = new EnergySummary(new(total), new(dynamic), PerItem(total), PerItem(dynamic), new(covered));
        return (energy, grams is { } mass ? Carbon(mass, completed) : null);

        Energy? PerItem(double joules) => completed > 0 ? new Energy(joules / completed) : null;
    }

    private static EnergyLedger Ledger(IEnumerable<MeasuredSample> samples, Site site)
    {
        var intensity = site.Carbon is { } carbon ? CarbonIntensitySeries.Constant(carbon) : null;
        var ledger = new EnergyLedger(new PowerModel(site.Power!), intensity, site.Pue);
        foreach (var sample in samples)
            ledger.Add(sample.Start, sample.Interval, sample.Utilization);
        return ledger;
    }

    private static CarbonSummary Carbon(double grams, int completed)
    {
        var sci = completed > 0 ? new SoftwareCarbonIntensity(new(grams), null, completed) : null;
        return new(new(grams), sci?.PerUnit, sci);
    }
}
