namespace Berth.Policies;

/// <summary>What is expected of the carbon intensity of a site, as known at one moment.</summary>
public interface ICarbonForecast
{
    /// <summary>Name of the method, for the records: <c>perfect</c>, <c>persistence</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Expected mean intensity in g/kWh over [<paramref name="from"/>, <paramref name="to"/>), nanoseconds of the world's clock, by what is known at <paramref name="now"/>:
    /// what lies before it was measured, what lies after it is expected.
    /// </summary>
    double MeanOver(long now, long from, long to);
}
