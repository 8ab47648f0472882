using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Sequential;
using Berth.Model;
using Berth.Model.Functions;

namespace Berth.Learning.Tests.Performance;

/// <summary>Choosing executions, on executions whose law is known.</summary>
public sealed class SequentialTests(ITestOutputHelper output)
{
    private const double Noise = 0.1;

    private static readonly IReadOnlyList<KnownSize> Sizes = [new("small", 0.1, 1 << 30, 1), new("medium", 0.25, 1 << 30, 1), new("large", 0.5, 1 << 30, 1)];

    private static readonly FunctionUse Pi = new("pi", 1, [new("num_samples", 1e6, 1e9, true)]);
    private static readonly FunctionUse Dense = new("dense", 1, [new("num_samples", 1000, 40_000, true), new("epochs", 1, 3, true), new("num_layers", 1, 3, true), new("units", 16, 128, true)]);

    /// <summary>The mean errors were 3.5 % and 3.3 % with two thirds of the executions, and equal or larger with all of them.</summary>
    [Theory]
    [InlineData("pi", 36, 54)]
    [InlineData("dense", 24, 36)]
    public void Two_thirds_of_the_executions_that_fill_the_space_or_a_grid_teach_as_much_when_they_are_chosen(string name, int few, int many)
    {
        var use = name == "pi" ? Pi : Dense;
        var seeds = Enumerable.Range(1, 24).ToList();
        double Mean(Func<FunctionUse, int, int, List<PerformanceRow>> make, int count) => seeds.AsParallel().Average(seed => Error(use, make(use, count, seed)));
        var (chosen, filling, grid) = (Mean(Chosen, few), Mean(Filling, many), Mean(Grid, many));
        output.WriteLine($"{name}: {chosen:0.00} % with {few} that were chosen, with {many} {filling:0.00} % filling, {grid:0.00} % on a grid");
        Assert.True(chosen < 1.03 * filling, "filling");
        Assert.True(chosen < 1.03 * grid, "grid");
    }

    [Fact]
    public void What_is_chosen_depends_on_nothing_but_what_was_executed()
    {
        var rows = Filling(Dense, 12, 3);
        IReadOnlyList<FunctionError> errors = LeftOutErrors.Of(["dense"], rows);
        IReadOnlyList<ChosenExecution> Next() => new ExecutionChooser([Dense], Sizes, 3).Next(rows, [], errors, 6);
        var (one, other) = (Next(), Next());
        Assert.Equal(6, one.Count);
        Assert.Equal(one.Select(Text), other.Select(Text));
        Assert.All(one, each => Assert.InRange(each.UncertaintyPercent, 0.1, 100));
        // What is known least comes first, and one that failed is not asked for again and again.
        var failed = one.Select(each => each.Candidate.ToRow()).ToList();
        Assert.NotEqual(one.Select(Text), new ExecutionChooser([Dense], Sizes, 3).Next(rows, failed, errors, 6).Select(Text));
        static string Text(ChosenExecution chosen) => $"{string.Join(' ', chosen.Candidate.Parameters)} {chosen.Candidate.Size.Name}";
    }

    [Fact]
    public void Functions_that_scatter_more_get_more_executions_and_known_ones_none()
    {
        var rows = Filling(Dense, 12, 3).Concat(Filling(Pi, 12, 3)).ToList();
        var chooser = new ExecutionChooser([Pi, Dense], Sizes, 3);
        IReadOnlyList<FunctionError> errors = [new("pi", 12, 20, 30, 0.3), new("dense", 12, 5, 8, 0.02)];
        Assert.All(chooser.Next(rows, [], errors, 6), each => Assert.Equal("pi", each.Candidate.Function));
        Assert.All(chooser.Next(rows, [], [errors[1]], 6), each => Assert.Equal("dense", each.Candidate.Function));
        var first = new ExecutionChooser([Pi, Dense], Sizes, 3).Next([], [], LeftOutErrors.Of(["pi", "dense"], []), 100);
        Assert.Equal([("dense", 6), ("pi", 6)], first.GroupBy(each => each.Candidate.Function).Select(group => (group.Key, group.Count())).OrderBy(pair => pair.Key));
        Assert.Equal(3, first.Where(each => each.Candidate.Function == "pi").Select(each => each.Candidate.Size.Name).Distinct().Count());
    }

    [Fact]
    public void The_error_of_a_law_is_near_the_noise_and_the_upper_end_above_it()
    {
        var rows = Filling(Pi, 60, 5);
        var error = Assert.Single(LeftOutErrors.Of(["pi"], rows));
        // The mean of |noise| is 0.8 of its deviation.
        Assert.InRange(error.MapePercent, 6, 11);
        Assert.InRange(error.UpperPercent, error.MapePercent + 0.5, error.MapePercent + 3);
        Assert.Equal(double.PositiveInfinity, Assert.Single(LeftOutErrors.Of(["dense"], rows)).UpperPercent);
    }

    /// <summary>Against the inverse of a matrix by hand: one term, prior 2, executions at 1 and 3: the variance at x is x² / (2 + 1 + 9).</summary>
    [Fact]
    public void The_variance_of_a_prediction_is_that_computed_by_hand()
    {
        var variance = new PredictionVariance([2]);
        variance.Add([1]);
        variance.Add([3]);
        Assert.Equal(25.0 / 12, variance.At([5]), 12);
        var before = variance.At([5]);
        var gain = variance.Gain([2], [[5]]);
        variance.Add([2]);
        Assert.Equal(before - gain, variance.At([5]), 12);
    }

    private static List<PerformanceRow> Chosen(FunctionUse use, int most, int seed)
    {
        var random = new RandomStream(seed, "noise");
        var chooser = new ExecutionChooser([use], Sizes, seed);
        var rows = new List<PerformanceRow>();
        while (rows.Count < most)
            rows.AddRange(chooser.Next(rows, [], [new(use.Function, rows.Count, 100, 100, Noise)], 6).Select(next => Executed(next.Candidate.ToRow(), random)));
        return rows;
    }

    private static List<PerformanceRow> Filling(FunctionUse use, int most, int seed)
    {
        var random = new RandomStream(seed, "noise");
        var design = new FunctionDesign([use], seed, "filling");
        return [.. Enumerable.Range(0, most).Select(number => Executed(new CandidateExecution(use.Function, design.Next().Parameters, Sizes[number % Sizes.Count]).ToRow(), random))];
    }

    private static List<PerformanceRow> Grid(FunctionUse use, int most, int seed)
    {
        var random = new RandomStream(seed, "noise");
        var levels = Math.Max(2, (int)Math.Round(Math.Pow((double)most / Sizes.Count, 1.0 / use.Ranges.Count)));
        var points = new List<Dictionary<string, double>> { new() };
        foreach (var range in use.Ranges)
            points = [.. points.SelectMany(point => Enumerable.Range(0, levels).Select(level => new Dictionary<string, double>(point) { [range.Name] = Level(range, level, levels) }))];
        var all = points.SelectMany(point => Sizes.Select(size => new CandidateExecution(use.Function, point, size))).ToList();
        var order = Enumerable.Range(0, all.Count).OrderBy(_ => random.NextDouble()).ToList();
        return [.. Enumerable.Range(0, most).Select(number => Executed(all[order[number % order.Count]].ToRow(), random))];
    }

    private static double Level(ParameterRange range, int level, int levels) => Math.Round(range.Least * Math.Pow(range.Most / range.Least, (double)level / (levels - 1)));

    private static PerformanceRow Executed(PerformanceRow row, RandomStream random) => row with { DurationSeconds = Truth(row) * Math.Exp(Noise * random.NextNormal()) };

    private static double Truth(PerformanceRow row)
    {
        var (overhead, unit) = row.Function == "pi" ? (0.005, 1e-9) : (0.02, 1e-10);
        return (overhead + unit * row.Work * (row.Function == "pi" ? 1 : Math.Pow(row.Parameters["units"] / 64, -0.1))) / Math.Pow(row.Cores, 1.05);
    }

    /// <summary>Mean error, percent, of what is predicted of the truth, over requests that come by chance.</summary>
    private static double Error(FunctionUse use, IReadOnlyList<PerformanceRow> rows)
    {
        var (law, design) = LeftOutErrors.Fit(use.Function, rows);
        var random = new RandomStream(99, "asked");
        return Enumerable.Range(0, 300).Average(_ =>
        {
            var row = new CandidateExecution(use.Function, use.Ranges.ToDictionary(range => range.Name, range => range.At(random.NextDouble())), Sizes[random.NextInt(Sizes.Count)]).ToRow();
            return 100 * Math.Abs(Math.Exp(law.Predict(design.Schema.Encode(row))) / Truth(row) - 1);
        });
    }
}
