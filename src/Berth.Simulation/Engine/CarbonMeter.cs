using Berth.Accounting;

namespace Berth.Simulation.Engine;

/// <summary>The integral of one site's carbon intensity from the start of the run, in g/kWh · s. Moments must not descend.</summary>
internal sealed class CarbonMeter(CarbonIntensitySeries? series, double pue)
{
    private const double JoulesPerKilowattHour = 3.6e6;

    private long _moment;
    private double _integral;

    /// <summary>Grams for a watt that has been drawn from the start to a moment, PUE included; 0 where the intensity is unknown.</summary>
    internal double GramsPerWattUntil(long moment)
    {
        if (series is not null && moment > _moment)
        {
            _integral += series.MeanOver(_moment, moment - _moment).GramsPerKilowattHour * ((moment - _moment) * 1e-9);
            _moment = moment;
        }
        return _integral * pue / JoulesPerKilowattHour;
    }
}
