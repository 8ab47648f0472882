namespace Berth.Accounting.Tests.Estimators;

public sealed class PowerModelFormulaTests
{
    [Fact]
    public void Lower_frequency_lowers_the_dynamic_part_by_its_cube()
    {
        var half = PowerModel.Linear(new(60), new(400)).AtFrequency(0.5);
        Assert.Equal(60, half.Idle.Watts);
        Assert.Equal(60 + 340 / 8.0, half.At(1).Watts, 1e-9);
        Assert.Equal(60 + 340 / 16.0, half.At(0.5).Watts, 1e-9);
        Assert.Equal(400, PowerModel.Linear(new(60), new(400)).AtFrequency(1).At(1).Watts, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => half.AtFrequency(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => half.AtFrequency(1.1));
    }

    [Fact]
    public void Half_the_frequency_halves_the_energy_of_work_only_where_idle_power_is_small()
    {
        // Work of an hour at full speed takes two at half of it: (P(0) + D/8) · 2 against P(0) + D.
        static double Saved(double idle) => 1 - 2 * PowerModel.Linear(new(idle), new(400)).AtFrequency(0.5).At(1).Watts / 400;
        Assert.Equal(0.75, Saved(0), 1e-9);
        Assert.True(Saved(200) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.333)]
    [InlineData(0.5)]
    [InlineData(0.995)]
    [InlineData(1)]
    public void Frequency_that_follows_the_load_gives_the_cubic(double utilization) =>
        Assert.InRange(PowerModel.Cubic(new(60), new(400)).At(utilization).Watts - (60 + 340 * Math.Pow(utilization, 3)), -1e-9, 340 * 7.5e-5);
}
