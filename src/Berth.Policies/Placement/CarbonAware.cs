using Berth.Policies.Placement.CarbonAwareness;

namespace Berth.Policies.Placement;

/// <summary>
/// First the best site and moment for a task, then the best node there, each by the lowest
/// carbon-weight · E · CI · PUE + wait-weight · delay + queue-weight · queue + price-weight · cost, where E is the energy that the task adds and CI the forecast
/// mean of the site's carbon intensity while it would run, and every term is scaled to [0, 1] over the candidates (<see cref="RobustScale"/>).
/// A task may be given a node of a cleaner site that has room only later, or be put off until cleaner power is forecast. While no node has room it stays pending.
/// </summary>
internal sealed class CarbonAware(CarbonWeights weights) : IPlacementPolicy
{
    private const double JoulesPerKilowattHour = 3.6e6;

    public string Name => "carbon-aware";

    public string Summary => "the site and moment, then the node, with the best balance of emissions, waiting, queue and price";

    public void Place(PlacementBatch batch)
    {
        var cluster = batch.Cluster;
        var view = new CarbonView(batch, weights);
        for (var index = 0; index < batch.Tasks.Count; index++)
        {
            var task = batch.Tasks[index];
            if (!view.Choose(task))
            {
                if (batch.Explaining)
                    batch.Explain(Explanation.Of(this, cluster, task, -1, node => cluster.Refusal(task, node), _ => [], () => ""));
                continue;
            }
            if (batch.Explaining)
                batch.Explain(view.Explain(this, task));
            if (view.Node >= 0)
                batch.Assign(index, view.Node, view.Score);
            else
                batch.Defer(index, view.Chosen.Start, view.Chosen.Site, view.Seconds);
        }
    }

    /// <summary>Grams of a task in a site: its joules with the site's overhead, and a carbon intensity in g/kWh.</summary>
    internal static double Grams(double joules, double pue, double intensity) => joules / JoulesPerKilowattHour * pue * intensity;

    /// <summary>Cost of a task in a site, by the price of a kilowatt-hour.</summary>
    internal static double Cost(double joules, SiteSpec site) => joules / JoulesPerKilowattHour * site.Pue * site.Price;
}
