using Berth.Learning.Performance.Models;
using Berth.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Learning.Tests.Performance;

public sealed class LinearTests
{
    [Fact]
    public void One_column_is_the_closed_form_of_the_book()
    {
        // β = Σxy / (Σx² + λ): 1·2 + 2·3 + 3·7 = 29, 1 + 4 + 9 = 14.
        Assert.Equal([29.0 / 14], RidgeSolver.Solve([[1], [2], [3]], [2, 3, 7], [0]).Select(value => Math.Round(value, 12)), (one, other) => Math.Abs(one - other) < 1e-9);
        Assert.Equal(29.0 / 16, RidgeSolver.Solve([[1], [2], [3]], [2, 3, 7], [2])[0], 1e-12);
        // Towards a prior of 5: (29 + 2 · 5) / 16.
        Assert.Equal(39.0 / 16, RidgeSolver.Solve([[1], [2], [3]], [2, 3, 7], [2], [5])[0], 1e-12);
    }

    [Fact]
    public void Two_columns_are_solved_as_by_hand()
    {
        // XᵀX + Λ = [[2+1, 1], [1, 2+1]], Xᵀy = [3, 5]: β = [(3·3 − 5) / 8, (3·5 − 3) / 8].
        var solved = RidgeSolver.Solve([[1, 0], [1, 1], [0, 1]], [1, 2, 3], [1, 1]);
        Assert.Equal(0.5, solved[0], 1e-12);
        Assert.Equal(1.5, solved[1], 1e-12);
    }

    [Fact]
    public void The_solution_makes_the_gradient_nought() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var random = new RandomStream(seed, "ridge");
        var (rows, width) = (3 + random.NextInt(30), 1 + random.NextInt(8));
        double[][] x = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextNormal()).ToArray())];
        double[] y = [.. x.Select(_ => random.NextNormal())], penalties = [.. x[0].Select(_ => 0.01 + random.NextDouble())], prior = [.. x[0].Select(_ => random.NextNormal())];
        var solved = RidgeSolver.Solve(x, y, penalties, prior);
        for (var column = 0; column < width; column++)
        {
            var gradient = penalties[column] * (solved[column] - prior[column]);
            for (var row = 0; row < rows; row++)
                gradient -= x[row][column] * (y[row] - x[row].Zip(solved).Sum(pair => pair.First * pair.Second));
            Assert.Equal(0, gradient, 1e-8);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Equal_columns_share_the_weight_and_do_not_break_it()
    {
        var solved = RidgeSolver.Solve([[1, 1], [2, 2], [3, 3]], [2, 4, 6], [0.001, 0.001]);
        Assert.Equal(solved[0], solved[1], 1e-9);
        Assert.Equal(2, solved[0] + solved[1], 1e-3);
        Assert.All(RidgeSolver.Solve([[1, 1], [2, 2]], [1, 2], [0, 0]), value => Assert.True(double.IsFinite(value)));
    }
}
