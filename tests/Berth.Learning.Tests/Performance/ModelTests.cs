using Berth.Learning.Performance;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Tests.Performance;

public sealed class ModelTests
{
    private static Design Of(PerformanceData data, PerformanceTarget target) => TrainedTarget.Designed(FeatureSchema.Of(data.Rows), target, data.Rows).Design;

    [Fact]
    public void Neighbours_are_those_of_brute_force()
    {
        var design = Of(SyntheticData.Make(300), PerformanceTarget.Duration);
        var model = NeighboursModel.Fit(design);
        foreach (var asked in SyntheticData.Make(100, seed: 2).Rows.Select(design.Schema.Encode))
        {
            var at = model.Inputs.Of(asked);
            var expected = design.Rows.Select((row, index) => (Distance: model.Inputs.Of(row).Zip(at).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)), design.Logs[index]))
                .OrderBy(each => each.Distance).Take(5).Average(each => each.Item2);
            Assert.Equal(expected, model.Predict(asked), 1e-12);
        }
    }

    [Fact]
    public void The_nearest_of_a_row_that_was_learned_is_that_row()
    {
        var design = Of(SyntheticData.Make(100), PerformanceTarget.Duration);
        var model = NeighboursModel.Fit(design, 1);
        for (var row = 0; row < design.Count; row++)
            Assert.Equal(design.Logs[row], model.Predict(design.Rows[row]));
    }

    [Fact]
    public void Standardised_columns_have_mean_nought_and_deviation_one_and_missing_values_are_nought()
    {
        var design = Of(SyntheticData.Make(400), PerformanceTarget.Duration);
        var columns = LogColumns.Of(design);
        var pi = design.Schema.Features.ToList().FindIndex(feature => feature.Name == "pi.num_samples");
        for (var column = 0; column < columns.Count; column++)
        {
            var present = design.Rows.Where(row => !double.IsNaN(row[columns.Columns[column]]) || columns.Ways[column] == LogWay.Missing).Select(row => columns.Of(row)[column]).ToList();
            Assert.Equal(0, present.Average(), 1e-9);
            Assert.Equal(1, Math.Sqrt(present.Average(value => value * value)), 1e-9);
        }
        var stress = design.Rows.First(row => double.IsNaN(row[pi]));
        Assert.Equal(0, columns.Of(stress)[Array.IndexOf(columns.Columns, pi)]);
    }

    [Fact]
    public void Means_are_geometric_means()
    {
        PerformanceRow Row(string function, double seconds) => new() { Function = function, Parameters = new Dictionary<string, double>(), Cores = 1, MemoryBytes = 1, DurationSeconds = seconds };
        var design = Of(new([Row("a", 1), Row("a", 4), Row("b", 2)], [], []), PerformanceTarget.Duration);
        Assert.Equal(2, Math.Exp(MeanModel.Fit(design).Predict(design.Rows[0])), 1e-12);
        Assert.Equal([2, 2, 2.0], design.Rows.Select(row => Math.Round(Math.Exp(FunctionMeanModel.Fit(design).Predict(row)), 12)));
        Assert.Equal(2, Math.Exp(FunctionMeanModel.Fit(design).Predict(design.Schema.Encode(Row("c", 1)))), 1e-12);
    }

    [Fact]
    public void A_law_without_noise_is_found_again()
    {
        var design = Of(SyntheticData.Make(600, noise: 0), PerformanceTarget.Cpu);
        var model = PhysicalModel.Fit(design);
        var pi = model.Laws[design.Schema.Functions.ToList().IndexOf("pi")];
        Assert.Equal(1, pi.Weights[1], 0.02);
        Assert.Equal(0, pi.Weights[3], 0.02);
        // 0.02 s before the first of its points, at 2e-8 s a point: work of a million.
        Assert.InRange(pi.Overhead, 0.5e6, 2e6);
        Assert.True(design.Rows.Select((row, index) => Math.Abs(Math.Exp(model.Predict(row) - design.Logs[index]) - 1)).Average() < 0.03);
    }

    [Fact]
    public void A_size_that_was_never_measured_is_predicted_within_a_fifth_and_better_than_by_trees_alone()
    {
        Assert.SkipWhen(BoostingLibrary.Version is null, $"XGBoost is absent: {BoostingLibrary.Command}");
        var data = SyntheticData.Make(600);
        var evaluation = PerformanceLearner.Evaluate(data, [PerformanceTarget.Duration, PerformanceTarget.Cpu], new());
        double Error(string split, string model, string target = "duration_s") => evaluation.Rows.Single(row => row.Split == split && row.Model == model && row.Target == target).Scores.MapePercent;
        foreach (var model in (string[])["physical", "berth"])
            Assert.InRange(Error(Splits.Size, model), 0, 20);
        Assert.True(Error(Splits.Size, "berth") < Error(Splits.Size, "seed-like"));
        foreach (var other in (string[])["mean", "function-mean", "knn", "ridge", "seed-like"])
            Assert.True(Error(Splits.Random, "berth") < Error(Splits.Random, other), $"berth {Error(Splits.Random, "berth")} {other} {Error(Splits.Random, other)}");
        Assert.InRange(Error(Splits.Range, "berth"), 0, 20);
        Assert.All(evaluation.Rows, row => Assert.True(double.IsFinite(row.Scores.Mae)));
        foreach (var row in evaluation.Rows)
            TestContext.Current.TestOutputHelper?.WriteLine($"{row.Split,-24} {row.Target,-11} {row.Model,-14} MAPE {row.Scores.MapePercent,8:0.0} % R2 {row.Scores.R2,6:0.000} coverage {row.Scores.CoveragePercent,5:0.0} % width {row.Scores.MeanWidthPercent,7:0.0} %");
        Assert.Equal(7 * 2 * 4, evaluation.Rows.Count);
        Assert.Equal("work", evaluation.Importance.First(row => row.Target == "duration_s").Feature);
        var curve = evaluation.Curve.Where(point => point is { Target: "duration_s", Model: "berth" }).ToList();
        Assert.True(curve[^1].MapePercent < curve[0].MapePercent);
    }

    [Fact]
    public void The_same_data_and_seed_give_the_same_evaluation()
    {
        Assert.SkipWhen(BoostingLibrary.Version is null, $"XGBoost is absent: {BoostingLibrary.Command}");
        var data = SyntheticData.Make(80, sizes: 2);
        Assert.Equal(PerformanceLearner.Evaluate(data, [PerformanceTarget.Duration], new()).Rows, PerformanceLearner.Evaluate(data, [PerformanceTarget.Duration], new()).Rows);
    }
}
