using System.Reflection;
using Berth.Learning.Performance.Boosting;
using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Evaluation;
using Berth.Learning.Performance.Intervals;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Performance;

/// <summary>Learns performance models from executions.</summary>
public static class PerformanceLearner
{
    /// <summary>Fewest executions that can be learned from.</summary>
    public const int FewestRows = 10;

    /// <summary>The targets that enough of the rows know.</summary>
    /// <exception cref="ArgumentException">There are too few rows, or none knows a wanted target.</exception>
    public static IReadOnlyList<PerformanceTarget> TargetsOf(PerformanceData data, IReadOnlyList<string>? wanted = null)
    {
        if (data.Rows.Count < FewestRows)
            throw new ArgumentException($"there are {data.Rows.Count} executions to learn from, fewer than {FewestRows}{(data.Notes.Count > 0 ? $"; {string.Join("; ", data.Notes)}" : "")}", nameof(data));
        var targets = new List<PerformanceTarget>();
        foreach (var target in wanted is { Count: > 0 } ? wanted.Distinct().Select(PerformanceTarget.Of) : PerformanceTarget.All)
            if (data.Rows.Count(row => target.In(row) >= 0) >= FewestRows)
                targets.Add(target);
            else if (wanted is { Count: > 0 })
                throw new ArgumentException($"fewer than {FewestRows} executions know their {target.Title} ({target.Name})", nameof(wanted));
        return targets.Count > 0 ? targets : throw new ArgumentException($"fewer than {FewestRows} executions know any of: {string.Join(", ", PerformanceTarget.All.Select(target => target.Name))}", nameof(data));
    }

    /// <summary>Learns from all rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="targets">What to learn.</param>
    /// <param name="settings">How.</param>
    /// <param name="evaluation">Its evaluation, for the card; null leaves the scores out.</param>
    /// <exception cref="MissingBoostingException">The preset needs XGBoost, which is not installed.</exception>
    public static PerformanceModel Learn(PerformanceData data, IReadOnlyList<PerformanceTarget> targets, LearningSettings settings, EvaluationResult? evaluation = null)
    {
        if (!(settings.Level is > 0 and < 1))
            throw new ArgumentException($"the level of intervals is {settings.Level}, not between 0 and 1", nameof(settings));
        var kind = RegressionKinds.Of(settings.Preset);
        if (kind.NeedsBoosting)
            _ = XgBoost.Instance;
        var schema = FeatureSchema.Of(data.Rows);
        var trained = new TrainedTarget[targets.Count];
        Each(targets.Count, index => trained[index] = TrainedTarget.Learn(
            kind, schema, targets[index], [.. data.Rows.Where(row => targets[index].In(row) >= 0)], settings.Level, settings.Seed, unseenSizes: true));
        var version = typeof(PerformanceLearner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        return new(
            new(version, kind.NeedsBoosting ? BoostingLibrary.Version : null, settings.Preset, settings.Seed, settings.Level, data.Sources, data.Rows.Count, data.Hash, data.Sizes, data.Notes,
                evaluation?.Sampled ?? 0, evaluation?.Rows ?? []),
            schema, trained);
    }

    /// <summary>Evaluates the preset beside every way of learning that this machine has.</summary>
    public static EvaluationResult Evaluate(
        PerformanceData data, IReadOnlyList<PerformanceTarget> targets, LearningSettings settings, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        var kinds = RegressionKinds.All.Where(kind => !kind.NeedsBoosting || BoostingLibrary.Version is not null).ToList();
        var chosen = kinds.Find(kind => kind.Name == settings.Preset) ?? (RegressionKinds.Of(settings.Preset).NeedsBoosting ? throw new MissingBoostingException([XgBoost.File]) : throw new InvalidOperationException(settings.Preset));
        return new Evaluator(settings, progress).Run(data.Rows, targets, kinds, chosen, cancellation);
    }

    /// <summary>Runs work on all cores; what one throws is thrown as it is.</summary>
    private static void Each(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
