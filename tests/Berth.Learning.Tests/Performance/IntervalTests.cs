using Berth.Learning.Performance;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Intervals;
using Berth.Learning.Performance.Models;
using Berth.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Berth.Learning.Tests.Performance;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("physical", 0.9, 1)]
    [InlineData("physical", 0.9, 2)]
    [InlineData("ridge", 0.9, 3)]
    [InlineData("berth", 0.9, 4)]
    [InlineData("physical", 0.8, 5)]
    public void As_many_new_executions_are_inside_as_was_promised(string preset, double level, int seed)
    {
        Assert.SkipWhen(RegressionKinds.Of(preset).NeedsBoosting && BoostingLibrary.Version is null, $"XGBoost is absent: {BoostingLibrary.Command}");
        var (train, test) = (SyntheticData.Make(2000, seed), SyntheticData.Make(4000, seed + 100));
        var schema = FeatureSchema.Of(train.Rows);
        foreach (var target in PerformanceTarget.All)
        {
            var trained = TrainedTarget.Learn(RegressionKinds.Of(preset), schema, target, train.Rows, level, 42, unseenSizes: false);
            var inside = test.Rows.Count(row => trained.Predict(schema.Encode(row), row.Function, true) is var (_, lower, upper) && lower <= target.In(row) && target.In(row) <= upper);
            Assert.InRange(100.0 * inside / test.Rows.Count, 100 * level - 3, 100 * level + 3);
        }
    }

    [Fact]
    public void Each_function_has_intervals_of_its_own()
    {
        var rows = SyntheticData.Make(800).Rows;
        var noisy = new RandomStream(1, "noise");
        var uneven = rows.Select(row => row.Function == "video" ? row with { DurationSeconds = row.DurationSeconds * Math.Exp(0.5 * noisy.NextNormal()) } : row).ToList();
        var schema = FeatureSchema.Of(uneven);
        var trained = TrainedTarget.Learn(RegressionKinds.Of("physical"), schema, PerformanceTarget.Duration, uneven, 0.9, 42, unseenSizes: false);
        double Width(string function)
        {
            var (value, lower, upper) = trained.Predict(schema.Encode(uneven.First(row => row.Function == function)), function, true);
            return (upper - lower) / value;
        }
        Assert.True(Width("video") > 3 * Width("pi"));
    }

    [Fact]
    public void Ends_are_those_of_brute_force() => Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var random = new RandomStream(seed, "intervals");
        var folds = 1 + random.NextInt(6);
        double[] centres = [.. Enumerable.Range(0, folds).Select(_ => random.NextNormal())];
        var errors = Enumerable.Range(0, 1 + random.NextInt(60)).Select(_ => (Fold: random.NextInt(folds), Error: random.NextInt(4) == 0 ? 0.5 : random.NextNormal())).ToList();
        var level = 0.5 + 0.49 * random.NextDouble();
        var (lower, upper) = CrossResiduals.Of(errors, folds).Around(centres, level);
        var rank = (int)Math.Ceiling(level * (errors.Count + 1) - 1e-9);
        if (rank > errors.Count)
            Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (lower, upper));
        else
        {
            Assert.Equal(errors.Select(each => centres[each.Fold] + Math.Abs(each.Error)).Order().ElementAt(rank - 1), upper, 1e-9);
            Assert.Equal(errors.Select(each => centres[each.Fold] - Math.Abs(each.Error)).OrderDescending().ElementAt(rank - 1), lower, 1e-9);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Few_rows_have_no_interval_rather_than_a_wrong_one()
    {
        // ⌈0.9 · (n + 1)⌉ ≤ n needs nine rows.
        Assert.Equal(double.PositiveInfinity, CrossResiduals.Radius(Enumerable.Range(1, 8).Select(error => (double)error), 0.9));
        Assert.Equal(9, CrossResiduals.Radius(Enumerable.Range(1, 9).Select(error => (double)-error), 0.9));
    }

    [Fact]
    public void Folds_are_even_and_differ_by_seed()
    {
        var folds = CrossFolds.Of(103, 1);
        Assert.Equal([21, 21, 21, 20, 20], Enumerable.Range(0, 5).Select(fold => folds.Count(each => each == fold)));
        Assert.Equal(folds, CrossFolds.Of(103, 1));
        Assert.NotEqual(folds, CrossFolds.Of(103, 2));
    }
}
