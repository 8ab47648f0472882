using Berth.Learning.Performance.Evaluation;

namespace Berth.Learning.Tests.Performance;

public sealed class ScoresTests
{
    [Fact]
    public void Scores_are_those_computed_by_hand()
    {
        // Errors 1, −2, 0, 3 on truths 2, 4, 5, 9 with mean 5.
        var scores = Scores.Of([new("a", 2, 3, 2.5, 4), new("a", 4, 2, 1, 4), new("a", 5, 5, 5, 5), new("a", 9, 12, 10, 14)]);
        Assert.Equal(4, scores.Rows);
        Assert.Equal(6 / 4.0, scores.Mae);
        Assert.Equal(Math.Sqrt(14 / 4.0), scores.Rmse, 1e-12);
        Assert.Equal(1 - 14 / 26.0, scores.R2, 1e-12);
        Assert.Equal((50 + 50 + 0 + 100 / 3.0) / 4, scores.MapePercent, 1e-12);
        Assert.Equal(50, scores.CoveragePercent);
        Assert.Equal((1.5 + 3 + 0 + 4) / 4, scores.MeanWidth, 1e-12);
        Assert.Equal(100 * (0.5 + 1.5 + 0 + 4 / 12.0) / 4, scores.MeanWidthPercent, 1e-12);
    }

    [Fact]
    public void Truths_of_nought_have_no_relative_error()
    {
        Assert.Equal(10, Scores.Of([new("a", 0, 5, 0, 9), new("a", 10, 9, 8, 12)]).MapePercent, 1e-12);
        Assert.Equal(double.NaN, Scores.Of([new("a", 0, 5, 0, 9)]).MapePercent);
        Assert.Equal(double.NaN, Scores.Of([new("a", 3, 5, 0, 9), new("a", 3, 1, 0, 9)]).R2);
        Assert.Throws<ArgumentException>(() => Scores.Of([]));
    }

    [Fact]
    public void Splits_leave_out_what_they_say()
    {
        var rows = SyntheticData.Make(200).Rows;
        var splits = Splits.Of(rows, 42);
        Assert.All(splits, split =>
        {
            Assert.Equal(rows.Count, split.Train.Count + split.Test.Count);
            Assert.Empty(split.Train.Intersect(split.Test));
        });
        var byChance = splits.Where(split => split.Kind == Splits.Random).ToList();
        Assert.All(byChance, split => Assert.Equal(40, split.Test.Count));
        Assert.Equal(Enumerable.Range(0, 200), byChance.SelectMany(split => split.Test).Order());
        Assert.Equal(4, splits.Count(split => split.Kind == Splits.Size));
        Assert.Equal(4, splits.Count(split => split.Kind == Splits.Function));
        Assert.Equal(4, splits.Count(split => split.Kind == Splits.Range));
        Assert.All(splits.Where(split => split.Kind == Splits.Size), split => Assert.Single(split.Test.Select(index => rows[index].Cores).Distinct()));
        Assert.All(splits.Where(split => split.Kind == Splits.Range), split =>
        {
            var function = Assert.Single(split.Test.Select(index => rows[index].Function).Distinct());
            Assert.True(split.Test.Min(index => rows[index].Work) > split.Train.Where(index => rows[index].Function == function).Max(index => rows[index].Work));
        });
    }
}
