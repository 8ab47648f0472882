using Berth.Policies;

namespace Berth.Cluster.Scheduling.State;

/// <summary>Expects the carbon intensity to stay as the labels of the nodes say.</summary>
/// <param name="grams">Grams for each kilowatt-hour.</param>
internal sealed class SteadyIntensity(double grams) : ICarbonForecast
{
    public string Name => "steady";

    public double MeanOver(long now, long from, long to) => grams;
}
