using Berth.Accounting.Jobs;
using Berth.Model;

namespace Berth.Simulation.Jobs;

/// <summary>The simulations that an experiment asks for, and their figures.</summary>
public static class JobCases
{
    private const int MostReasons = 10;

    /// <summary>Every case: variants, then repetitions, then the policies in the order of the file.</summary>
    public static List<JobCase> Of(IReadOnlyList<Variant> variants, int? repetitions = null) =>
    [
        .. from variant in variants.Index()
           let experiment = variant.Item.Experiment
           from repetition in Enumerable.Range(1, repetitions ?? experiment.Run.Repetitions)
           from placement in experiment.Placements
           from shifting in experiment.Shiftings
           from forecast in experiment.Forecasts
           select new JobCase(variant.Index + 1, placement, shifting, forecast, repetition),
    ];

    /// <summary>Sums a simulation up.</summary>
    public static JobCaseResult Summarise(JobCase one, Experiment experiment, JobResult result, double seconds)
    {
        var sites = experiment.Continuum.Places;
        var price = sites.ToDictionary(site => site.PlaceName, site => site.Price * site.Pue);
        return new(
            one,
            JobKpis.Of(result.Records, result.Nodes, site => price[site]),
            result.Nodes,
            result.Hours,
            [.. sites.Select(site => site.PlaceName)],
            [.. result.Unschedulable.Take(MostReasons).Select(each => $"{result.Jobs[each.Key].Name}: {each.Value}")],
            result.Events,
            seconds);
    }
}
