using Berth.Policies.Scaling.Queueing;

namespace Berth.Policies.Tests.Scaling.Queueing;

public sealed class SquareRootStaffingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.5045)]
    [InlineData(1, 0.2234)]
    [InlineData(2, 0.0269)]
    public void The_part_that_waits_depends_on_the_safety_alone(double safety, double delay)
    {
        Assert.Equal(delay, SquareRootStaffing.Delay(safety), 4);
        Assert.Equal(safety, SquareRootStaffing.Safety(SquareRootStaffing.Delay(safety)), 6);
    }

    [Theory]
    [InlineData(10, 0.5, 1)]
    [InlineData(10, 0.01, 1)]
    [InlineData(100, 0.5, 1)]
    [InlineData(100, 0.1, 1)]
    [InlineData(100, 0.01, 1)]
    [InlineData(1000, 0.2, 1)]
    [InlineData(100_000, 0.05, 3)]
    [InlineData(0, 0.1, 0)]
    public void It_is_within_a_server_or_so_of_the_exact_number(double load, double part, int off) =>
        Assert.InRange(SquareRootStaffing.Servers(load * 10, 0.1, part) - ErlangC.Servers(load * 10, 0.1, 1, 0, part), -off, off);

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_part_that_cannot_be_is_refused(double part) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SquareRootStaffing.Servers(10, 0.1, part));
}
