using Berth.Policies;
using Berth.Policies.Placement;

namespace Berth.Simulation.Jobs;

/// <summary>What a job that may run on several sites expects before it has one: the mean over sites, by their cores.</summary>
internal sealed class MeanForecast : ICarbonForecast
{
    private readonly (ICarbonForecast Forecast, double Weight)[] _parts;

    private MeanForecast((ICarbonForecast, double)[] parts) => _parts = parts;

    public string Name => _parts.Length == 0 ? "none" : _parts[0].Forecast.Name;

    internal static MeanForecast Of(Cluster cluster)
    {
        var cores = new double[cluster.Sites.Count];
        for (var node = 0; node < cluster.Count; node++)
            cores[cluster.Site[node]] += cluster.CpuCapacity[node];
        var known = cluster.Sites.Select((site, index) => (site.Forecast, Cores: cores[index])).Where(part => part.Forecast is not null && part.Cores > 0).ToArray();
        var sum = known.Sum(part => part.Cores);
        return new([.. known.Select(part => (part.Forecast!, part.Cores / sum))]);
    }

    public double MeanOver(long now, long from, long to)
    {
        var mean = 0.0;
        foreach (var (forecast, weight) in _parts)
            mean += weight * forecast.MeanOver(now, from, to);
        return mean;
    }
}
