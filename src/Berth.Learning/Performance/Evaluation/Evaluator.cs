using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Intervals;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Performance.Evaluation;

/// <summary>Learns from some rows, predicts others, and scores that, for every way of learning.</summary>
/// <param name="settings">Settings.</param>
/// <param name="progress">Told how much is done, from 0 to 1, and what.</param>
public sealed class Evaluator(LearningSettings settings, Action<double, string>? progress = null)
{
    /// <summary>Rows that are evaluated on at most: a sample of a larger data set says as much, and many models are fitted.</summary>
    public const int MostRows = 2000;

    private const int Shuffles = 3;

    private static readonly double[] CurveParts = [0.1, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>Evaluates the given ways of learning; importance, curve and tested rows are of the chosen one.</summary>
    public EvaluationResult Run(IReadOnlyList<PerformanceRow> all, IReadOnlyList<PerformanceTarget> targets, IReadOnlyList<RegressionKind> kinds, RegressionKind chosen, CancellationToken cancellation = default)
    {
        var rows = Sample(all);
        var splits = Splits.Of(rows, settings.Seed);
        var work = (from split in splits from target in targets from kind in kinds select (split, target, kind)).ToList();
        var answers = new IReadOnlyList<TestedRow>[work.Count];
        var done = 0;
        Parallel.For(0, work.Count, new() { CancellationToken = cancellation }, index =>
        {
            answers[index] = Test(rows, work[index].split, work[index].target, work[index].kind);
            progress?.Invoke(0.9 * Interlocked.Increment(ref done) / work.Count, work[index].split.Kind);
        });
        var scores = work.Select((each, index) => (each.split.Kind, each.target, each.kind, Rows: answers[index]))
            .GroupBy(each => (each.Kind, each.target, each.kind))
            .Select(group => (group.Key, Rows: group.SelectMany(each => each.Rows).ToList())).Where(group => group.Rows.Count > 0)
            .Select(group => new EvaluationRow(group.Key.Kind, group.Key.target.Name, group.Key.kind.Name, Scores.Of(group.Rows))).ToList();
        var random = splits[0];
        var tested = targets.ToDictionary(target => target.Name, target => (IReadOnlyList<TestedRow>)[.. work.Index().Where(each => each.Item.split.Kind == Splits.Random && each.Item.target == target && each.Item.kind == chosen).SelectMany(each => answers[each.Index])]);
        progress?.Invoke(0.9, "importance and learning curve");
        cancellation.ThrowIfCancellationRequested();
        var importance = targets.AsParallel().AsOrdered().SelectMany(target => Importance(rows, random, target, chosen)).ToList();
        cancellation.ThrowIfCancellationRequested();
        var curve = (from target in targets from kind in kinds.Where(kind => kind == chosen || kind.Name is RegressionKinds.SeedLike or "function-mean") from part in CurveParts select (target, kind, part))
            .AsParallel().AsOrdered().Select(each => Curve(rows, random, each.target, each.kind, each.part)).OfType<CurvePoint>().ToList();
        return new(scores, importance, curve, tested, rows.Count, [.. splits.Where(split => split.Kind != Splits.Random).Select(split => $"{split.Kind}: {split.Held} ({split.Test.Count} rows)")]);
    }

    private IReadOnlyList<PerformanceRow> Sample(IReadOnlyList<PerformanceRow> all) =>
        all.Count <= MostRows ? all : [.. CrossFolds.Shuffle(all.Count, new(settings.Seed, "sample")).Take(MostRows).Order().Select(index => all[index])];

    private static List<PerformanceRow> Known(IReadOnlyList<PerformanceRow> rows, IReadOnlyList<int> indexes, PerformanceTarget target) =>
        [.. indexes.Select(index => rows[index]).Where(row => target.In(row) >= 0)];

    private List<TestedRow> Test(IReadOnlyList<PerformanceRow> rows, Split split, PerformanceTarget target, RegressionKind kind)
    {
        var (train, test) = (Known(rows, split.Train, target), Known(rows, split.Test, target));
        if (train.Count < CrossFolds.Count || test.Count == 0)
            return [];
        var schema = FeatureSchema.Of(train);
        var trained = TrainedTarget.Learn(kind, schema, target, train, settings.Level, settings.Seed, unseenSizes: split.Kind == Splits.Size);
        var seen = train.Select(row => row.SizeKey).ToHashSet();
        return [.. test.Select(row =>
        {
            var (value, lower, upper) = trained.Predict(schema.Encode(row), row.Function, seen.Contains(row.SizeKey) || split.Kind != Splits.Size);
            return new TestedRow(row.Function, target.In(row), value, lower, upper);
        })];
    }

    private List<ImportanceRow> Importance(IReadOnlyList<PerformanceRow> rows, Split split, PerformanceTarget target, RegressionKind kind)
    {
        var (train, test) = (Known(rows, split.Train, target), Known(rows, split.Test, target));
        if (train.Count < CrossFolds.Count || test.Count == 0)
            return [];
        var schema = FeatureSchema.Of(train);
        var (design, floor) = TrainedTarget.Designed(schema, target, train);
        var model = kind.Tune(design, settings.Seed).Fit(design);
        var encoded = test.ConvertAll(schema.Encode);
        var logs = test.ConvertAll(row => Math.Log(Math.Max(floor, target.In(row))));
        var plain = Error(encoded);
        var gains = model.Gain(schema.Features.Count);
        var total = gains?.Sum() ?? 0;
        return [.. schema.Informative.GroupBy(column => schema.Features[column].Group).Select(group => new ImportanceRow(
            target.Name, group.Key, Enumerable.Range(0, Shuffles).Average(again => Error(Shuffled(encoded, [.. group], again)) - plain),
            gains is null ? double.NaN : total > 0 ? 100 * group.Sum(column => gains[column]) / total : 0)).OrderByDescending(row => row.Permutation)];

        double Error(List<double[]> asked) => Math.Sqrt(asked.Select((row, index) => Math.Pow(model.Predict(row) - logs[index], 2)).Average());
    }

    private List<double[]> Shuffled(List<double[]> rows, int[] columns, int again)
    {
        var order = CrossFolds.Shuffle(rows.Count, new(settings.Seed, $"shuffle {columns[0]} {again}"));
        return [.. rows.Select((row, index) =>
        {
            var changed = (double[])row.Clone();
            foreach (var column in columns)
                changed[column] = rows[order[index]][column];
            return changed;
        })];
    }

    private CurvePoint? Curve(IReadOnlyList<PerformanceRow> rows, Split split, PerformanceTarget target, RegressionKind kind, double part)
    {
        var order = CrossFolds.Shuffle(split.Train.Count, new(settings.Seed, "curve"));
        var some = order.Take((int)Math.Round(part * order.Length)).Select(place => split.Train[place]).Order().ToList();
        var (train, test) = (Known(rows, some, target), Known(rows, split.Test, target));
        if (train.Count < CrossFolds.Count || test.Count == 0)
            return null;
        var schema = FeatureSchema.Of(train);
        var model = kind.Tune(TrainedTarget.Designed(schema, target, train).Design, settings.Seed).Fit(TrainedTarget.Designed(schema, target, train).Design);
        var errors = test.Where(row => target.In(row) > 0).Select(row => 100 * Math.Abs(Math.Exp(model.Predict(schema.Encode(row))) / target.In(row) - 1)).DefaultIfEmpty(double.NaN);
        return new(target.Name, kind.Name, train.Count, errors.Average());
    }
}
