using Berth.Accounting;

namespace Berth.Policies.Tests.Shifting;

/// <summary>Knows the intensity of every slot from 0; the last has no end.</summary>
internal sealed class SlotForecast(long slot, params double[] intensities) : ICarbonForecast
{
    private readonly CarbonIntensitySeries _series = CarbonIntensitySeries.Steps([.. intensities.Select((grams, index) => (index * slot, new Model.Units.CarbonIntensity(grams)))]);

    public string Name => "perfect";

    public double MeanOver(long now, long from, long to) => _series.MeanOver(from, to - from).GramsPerKilowattHour;
}
