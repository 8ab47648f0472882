using Berth.Accounting.Estimators;
using Berth.Model.Units;

namespace Berth.Accounting.Tests.Estimators;

public sealed class GreenAlgorithmsTests
{
    private static readonly HardwareOption Any = new("any", GreenAlgorithmsData.AnyCore);

    [Fact]
    public void Energy_is_time_by_power_by_overhead()
    {
        // 12 h · (16 · 12 W · 1 + 64 GB · 0.3725 W) · 1.67 = 4.325 kWh; 64 GB · 0.08 W and 1.56 in the newer data.
        var task = new ComputeTask(new(12 * 3600), new(16), new(64e9));
        Assert.Equal(12 * (192 + 23.84) * 1.67 / 1000, Kwh(GreenAlgorithms.EnergyOf(GreenAlgorithmsData.V22, task, Any, GreenAlgorithmsData.V22.Pue["unknown"])), 1e-9);
        Assert.Equal(12 * (192 + 5.12) * 1.56 / 1000, Kwh(GreenAlgorithms.EnergyOf(GreenAlgorithmsData.Latest, task, Any, GreenAlgorithmsData.Latest.Pue["unknown"])), 1e-9);
        Assert.Equal(12 * (192 * 0.5 + 5.12) * 1.2 * 3 / 1000, Kwh(GreenAlgorithms.EnergyOf(GreenAlgorithmsData.Latest, task with { CoreUsage = 0.5 }, Any, GreenAlgorithmsData.Latest.Pue["AWS"], runs: 3)), 1e-9);
    }

    [Fact]
    public void Graphics_processors_and_faster_hardware_count()
    {
        var task = new ComputeTask(new(3600), new(4), new(0), 1, Gpus: 2, GpuUsage: 0.75);
        var hardware = new HardwareOption("fast", new(10), new(300), Speed: 2);
        Assert.Equal(0.5 * (40 + 450) / 1000, Kwh(GreenAlgorithms.EnergyOf(GreenAlgorithmsData.Latest, task, hardware, 1)), 1e-12);
        Assert.Equal(7.5, HardwareOption.OfTdp("Xeon Gold 6148", new(150), 20).PowerPerCore.Watts);
    }

    [Fact]
    public void Emissions_are_energy_by_intensity_and_have_equivalents()
    {
        var carbon = GreenAlgorithms.CarbonOf(new(2 * 3.6e6), GreenAlgorithmsData.World);
        Assert.Equal(950, carbon.Grams, 1e-9);
        Assert.Equal(2 * 374.34, GreenAlgorithms.CarbonOf(new(2 * 3.6e6), GreenAlgorithmsData.Countries["NL"]).Grams, 1e-9);
        var equivalents = new CarbonEquivalents(new(570_000));
        Assert.Equal(570_000 / 917.0, equivalents.TreeMonths, 1e-9);
        Assert.Equal(570_000 / 175.0, equivalents.CarKilometresEurope, 1e-9);
        Assert.Equal(570_000 / 251.0, equivalents.CarKilometresUnitedStates, 1e-9);
        Assert.Equal((11.4, 1), (equivalents.FlightsParisLondon, equivalents.FlightsNewYorkSanFrancisco));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var task = new ComputeTask(new(3600), new(1), new(1e9));
        Assert.Equal("the usage of the cores is 1.5; it is from 0 to 1", Refusal(task with { CoreUsage = 1.5 }));
        Assert.Contains("effectiveness is 0.9", Refusal(task, pue: 0.9));
        Assert.Contains("runtime", Refusal(task with { Runtime = new(double.NaN) }));

        static string Refusal(ComputeTask task, double pue = 1) =>
            Assert.Throws<ArgumentException>(() => GreenAlgorithms.EnergyOf(GreenAlgorithmsData.Latest, task, Any, pue)).Message;
    }

    private static double Kwh(Energy energy) => energy.Joules / 3.6e6;
}
