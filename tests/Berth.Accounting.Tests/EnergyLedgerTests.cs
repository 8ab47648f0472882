using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting.Tests;

public sealed class EnergyLedgerTests
{
    private const long Second = 1_000_000_000, Hour = 3600 * Second;

    // 400 W at full load, 15 % of that when idle.
    private static readonly PowerModel Node = new(new PowerCurve([new(60), new(400)]));

    private static CarbonIntensitySeries Constant(double grams) => CarbonIntensitySeries.Constant(new(grams));

    [Fact]
    public void A_400_watt_node_fully_used_for_an_hour_at_100_grams_emits_40_grams()
    {
        var ledger = new EnergyLedger(Node, Constant(100));
        for (var second = 0; second < 3600; second++)
            ledger.Add(second * Second, Second, 1, new JobUse("job", 1));
        Assert.Equal(1.44e6, ledger.Total.Energy.Joules, 1e-3);
        Assert.Equal(40, ledger.Total.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(6, ledger.Idle.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(34, ledger.Of("job").Carbon!.Value.Grams, 1e-9);
        Assert.Equal(3600, ledger.Covered.Seconds, 1e-6);
    }

    [Fact]
    public void Half_use_costs_half_of_the_dynamic_part_and_all_of_the_idle_one()
    {
        var ledger = new EnergyLedger(Node, Constant(100));
        ledger.Add(0, Hour, 0.5, new JobUse("job", 2));
        Assert.Equal(23, ledger.Total.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(17, ledger.Of("job").Carbon!.Value.Grams, 1e-9);
        Assert.Equal(170 * 3600, ledger.Dynamic.Joules, 1e-6);
    }

    [Fact]
    public void Two_jobs_share_the_dynamic_part_by_processor_time_and_never_have_more_than_the_whole()
    {
        var ledger = new EnergyLedger(Node, Constant(100));
        ledger.Add(0, Hour, 1, new JobUse("large", 3), new JobUse("small", 1));
        Assert.Equal(25.5, ledger.Of("large").Carbon!.Value.Grams, 1e-9);
        Assert.Equal(8.5, ledger.Of("small").Carbon!.Value.Grams, 1e-9);
        Assert.Equal(6, ledger.Idle.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(40, ledger.Total.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(["large", "small"], ledger.Jobs);
    }

    [Fact]
    public void Without_a_job_the_node_keeps_everything()
    {
        var ledger = new EnergyLedger(Node);
        ledger.Add(0, Hour, 0.5);
        ledger.Add(Hour, Hour, 0.5, new JobUse("asleep", 0));
        Assert.Equal(ledger.Total, ledger.Idle);
        Assert.Equal(0, ledger.Of("asleep").Energy.Joules);
        Assert.Null(ledger.Total.Carbon);
        Assert.Equal(2 * 230 * 3600, ledger.Total.Energy.Joules, 1e-6);
    }

    [Fact]
    public void Pue_multiplies_emissions_and_not_the_energy_at_the_node()
    {
        var ledger = new EnergyLedger(Node, Constant(100), pue: 1.5);
        ledger.Add(0, Hour, 1, new JobUse("job", 1));
        Assert.Equal(60, ledger.Total.Carbon!.Value.Grams, 1e-9);
        Assert.Equal(1.44e6, ledger.Total.Energy.Joules, 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnergyLedger(Node, null, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnergyLedger(Node, null, double.NaN));
    }

    [Fact]
    public void Carbon_is_integrated_against_the_intensity_at_that_moment()
    {
        var series = CarbonIntensitySeries.Steps([(0, new(100)), (Hour / 4, new(300)), (Hour / 2, new(0)), (2 * Hour, new(500))]);
        var ledger = new EnergyLedger(Node, series);
        ledger.Add(0, Hour, 1, new JobUse("job", 1));
        Assert.Equal(0.4 * (100 / 4.0 + 300 / 4.0), ledger.Total.Carbon!.Value.Grams, 1e-9);
        ledger.Add(2 * Hour, Hour, 0);
        Assert.Equal(40 + 30, ledger.Total.Carbon!.Value.Grams, 1e-9);
    }

    [Fact]
    public void An_intensity_is_never_invented()
    {
        var series = CarbonIntensitySeries.Steps([(Hour, new(100)), (2 * Hour, new(200))]);
        Assert.Throws<ArgumentOutOfRangeException>(() => series.MeanOver(Hour - 1, 2));
        Assert.Equal(150, series.MeanOver(Hour + Hour / 2, Hour).GramsPerKilowattHour, 1e-12);
        Assert.Equal(200, series.MeanOver(9 * Hour, Hour).GramsPerKilowattHour);
        Assert.Throws<ArgumentException>(() => CarbonIntensitySeries.Steps([]));
        Assert.Throws<ArgumentException>(() => CarbonIntensitySeries.Steps([(1, new(1)), (1, new(2))]));
    }

    [Fact]
    public void Impossible_intervals_and_processor_times_are_refused()
    {
        var ledger = new EnergyLedger(Node);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Add(0, 0, 0.5));
        Assert.Throws<ArgumentException>(() => ledger.Add(0, 1, 0.5, new JobUse("job", -1)));
        Assert.Throws<ArgumentException>(() => ledger.Add(0, 1, 0.5, new JobUse("job", double.NaN)));
        Assert.Equal(0, ledger.Total.Energy.Joules);
    }

    [Fact]
    public void Sci_is_energy_times_intensity_plus_embodied_for_each_unit()
    {
        var without = SoftwareCarbonIntensity.Of(new Energy(3.6e6), new(400), 1000);
        Assert.Equal(0.4, without.PerUnit.Grams, 1e-12);
        Assert.Null(without.Embodied);
        Assert.Equal(0.5, SoftwareCarbonIntensity.Of(new Energy(3.6e6), new(400), 1000, new CarbonMass(100)).PerUnit.Grams, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftwareCarbonIntensity.Of(default, default, 0));
    }
}
