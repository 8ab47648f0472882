using Berth.Model;
using Berth.Model.Units;

namespace Berth.Accounting.Tests;

public sealed class PowerModelTests
{
    // Dell PowerEdge R740-like shape: the points are made up, only their spacing matters.
    private static readonly double[] SpecPower = [50, 100, 125, 150, 170, 195, 225, 265, 310, 370, 420];

    private static PowerModel Of(params double[] watts) => new(new PowerCurve([.. watts.Select(each => new Power(each))]));

    [Theory]
    [InlineData(0, 60)]
    [InlineData(0.25, 145)]
    [InlineData(0.5, 230)]
    [InlineData(1, 400)]
    [InlineData(-0.5, 60)]
    [InlineData(1.0001, 400)]
    public void Two_points_are_the_linear_model(double utilization, double watts) =>
        Assert.Equal(watts, Of(60, 400).At(utilization).Watts, 1e-9);

    [Fact]
    public void Eleven_points_are_met_exactly_and_joined_by_lines()
    {
        var model = Of(SpecPower);
        for (var point = 0; point <= 10; point++)
            Assert.Equal(SpecPower[point], model.At(point / 10.0).Watts, 1e-9);
        Assert.Equal(137.5, model.At(0.25).Watts, 1e-9);
        Assert.Equal(395, model.At(0.95).Watts, 1e-9);
        Assert.Equal(55, model.At(0.01).Watts, 1e-9);
        Assert.Equal(87.5, model.DynamicAt(0.25).Watts, 1e-9);
        Assert.Equal(0, model.DynamicAt(0).Watts);
    }

    [Fact]
    public void What_is_no_curve_is_refused()
    {
        Assert.Contains("at least 2 points", Assert.Throws<ArgumentException>(() => Of(60)).Message);
        Assert.Contains("-1 W", Assert.Throws<ArgumentException>(() => Of(-1, 60)).Message);
        Assert.Throws<ArgumentException>(() => Of(1, double.NaN));
        Assert.Throws<ArgumentException>(() => Of(1, 2).At(double.NaN));
    }
}
