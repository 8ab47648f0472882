using Berth.Policies.Scaling.Elastic;

namespace Berth.Policies.Tests.Scaling.Elastic;

public sealed class ErrorBudgetTests
{
    private static ErrorBudget After(int completed, int refused, int late, double percentile = 99, double aim = 0.8)
    {
        var budget = new ErrorBudget(percentile, aim);
        budget.Observe(new(completed + refused, completed, refused, 0, 0, 0, 0, late));
        return budget;
    }

    [Theory]
    [InlineData(9500, 0, 0, 0)]
    [InlineData(9500, 0, 40, 0.5)]
    [InlineData(9000, 500, 80, 1)]
    [InlineData(0, 0, 2, 0.5)]
    public void Its_use_is_what_was_late_over_what_may_be(int completed, int refused, int late, double used) => Assert.Equal(used, After(completed, refused, late).Used, 12);

    [Fact]
    public void What_is_left_is_of_the_past_and_of_the_next_ten_minutes() => Assert.Equal(0.008 * (10_000 + 6000) - 30, After(10_000, 0, 30).Left(10), 9);

    [Fact]
    public void A_stricter_objective_leaves_less() => Assert.Equal(0.5 * 0.05 * 1000 - 3, After(1000, 0, 3, 95, 0.5).Left(0), 9);
}
