using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting;

/// <summary>Energy and emissions of the nodes that took part in a deployment: what a meter says of all of them in every repetition, else the model.</summary>
internal static class NodeEnergy
{
    private const double JoulesPerKilowattHour = 3.6e6;

    internal static (EnergySummary Energy, CarbonSummary? Carbon)? Of(Deployment deployment, int completed)
    {
        var nodes = deployment.Nodes.Where(node => deployment.Sources.Contains(node.Name) || deployment.Workers.Contains(node.Name)).ToList();
        if (nodes.Count == 0 || deployment.Repetitions.Count == 0)
            return null;
        var meter = Meter(deployment, nodes);
        var (total, covered) = (0.0, 1.0);
        double? dynamic = 0, grams = 0;
        foreach (var repetition in deployment.Repetitions)
        {
            var samples = MeasuredSample.ByNode(repetition);
            foreach (var node in nodes)
            {
                if ((meter is null ? Modelled(repetition, node.Site, samples[node.Name]) : Metered(repetition.Metered!.Nodes[node.Name], node.Site)) is not { } use)
                    return null;
                total += use.Joules;
                dynamic += use.Dynamic;
                grams += use.Grams;
                covered = Math.Min(covered, use.Covered);
            }
        }
        var energy = new EnergySummary(new(total), dynamic is { } above ? new(above) : null, PerItem(total), PerItem(dynamic), new(covered), meter);
        return (energy, grams is { } mass ? Carbon(mass, completed) : null);

        Energy? PerItem(double? joules) => completed > 0 && joules is { } known ? new Energy(known / completed) : null;
    }

    private readonly record struct Use(double Joules, double? Dynamic, double? Grams, double Covered);

    /// <summary>The meter that knows every node in every repetition; null where none does, since meters and models are not added up.</summary>
    private static string? Meter(Deployment deployment, IReadOnlyList<Node> nodes)
    {
        var meter = deployment.Repetitions[0].Metered?.Meter;
        return deployment.Repetitions.All(repetition => repetition.Metered is { } metered && metered.Meter == meter && nodes.All(node => metered.Nodes.ContainsKey(node.Name))) ? meter : null;
    }

    private static Use? Metered(MeteredEnergy metered, Site site) =>
        new(metered.Energy.Joules, null, site.Carbon?.GramsPerKilowattHour * site.Pue * metered.Energy.Joules / JoulesPerKilowattHour, metered.Covered.Value);

    private static Use? Modelled(Repetition repetition, Site site, IEnumerable<MeasuredSample> samples)
    {
        if (site.Power is not { } power)
            return null;
        var intensity = site.Carbon is { } carbon ? CarbonIntensitySeries.Constant(carbon) : null;
        var ledger = new EnergyLedger(new PowerModel(power), intensity, site.Pue);
        foreach (var sample in samples)
            ledger.Add(sample.Start, sample.Interval, sample.Utilization);
        if (ledger.Covered.Seconds == 0)
            return null;
        var measured = (repetition.End - repetition.Start) * 1e-9;
        var scale = measured / ledger.Covered.Seconds;
        return new(ledger.Total.Energy.Joules * scale, ledger.Dynamic.Joules * scale, ledger.Total.Carbon?.Grams * scale, ledger.Covered.Seconds / measured);
    }

    private static CarbonSummary Carbon(double grams, int completed)
    {
        var sci = completed > 0 ? new SoftwareCarbonIntensity(new(grams), null, completed) : null;
        return new(new(grams), sci?.PerUnit, sci);
    }
}
