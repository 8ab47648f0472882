using Berth.Learning.Performance.Data;
using Berth.Learning.Performance.Models;

namespace Berth.Learning.Performance.Files;

/// <summary>What a model file holds under its checksum.</summary>
internal sealed record ModelBody(ModelCard Card, FeatureSchema Schema, IReadOnlyList<TrainedTarget> Targets)
{
    private const int MostFeatures = 10_000, MostFolds = 100;

    /// <summary>Throws unless every prediction can be evaluated: a checksum can be right over nonsense.</summary>
    /// <exception cref="InvalidDataException">It cannot.</exception>
    internal void Check()
    {
        var features = Schema.Features;
        Demand(features.Count is >= FeatureSchema.Common and <= MostFeatures && features.All(feature => feature is not null), "it has too few or too many features");
        FeatureKind[] common = [FeatureKind.Work, FeatureKind.Cores, FeatureKind.Memory, FeatureKind.Speed, FeatureKind.Neighbours];
        for (var column = 0; column < features.Count; column++)
        {
            Demand(column < common.Length ? features[column].Kind == common[column] : Enum.IsDefined(features[column].Kind) && features[column].Kind > FeatureKind.Neighbours, $"feature {column + 1} is out of its place");
            Demand((features[column].Kind == FeatureKind.Function) == (column >= common.Length && column < common.Length + Schema.Functions.Count), "the functions are not in one row");
        }
        Demand(features.Select(feature => feature.Name).Distinct().Count() == features.Count, "two features have one name");
        Demand(features.Where(feature => feature.Kind == FeatureKind.Initial).Select(feature => feature.Key).Distinct().Count() == features.Count(feature => feature.Kind == FeatureKind.Initial), "two metrics have one name");
        Demand(Schema.Functions.Count > 0 && Schema.Functions.All(function => !string.IsNullOrEmpty(function)), "it knows no function");
        Demand(Card.Sizes.All(size => size is not null) && Card.Level is > 0 and < 1, "its card is not whole");
        Demand(Targets.Count > 0 && Targets.Select(target => target?.Name).Distinct().Count() == Targets.Count, "it has no targets, or one twice");
        foreach (var target in Targets)
            Check(target, features.Count);
    }

    private static void Check(TrainedTarget target, int features)
    {
        _ = PerformanceTarget.Of(target.Name);
        Demand(target.Level is > 0 and < 1 && target.Floor > 0 && !double.IsNaN(target.UnseenSizeRadius) && target.UnseenSizeRadius >= 0, $"{target.Name} has no level or floor");
        Demand(target.Folds.Length is > 0 and <= MostFolds && target.Folds.All(fold => fold is not null), $"{target.Name} has no folds");
        foreach (var model in (Regression[])[target.Model, .. target.Folds])
            model.Check(features);
        foreach (var residuals in target.ByFunction.Values.Append(target.Residuals))
            Demand(
                residuals?.Folds is not null && residuals.Folds.Length == target.Folds.Length
                && residuals.Folds.All(fold => fold is not null && fold.All(error => double.IsFinite(error) && error >= 0) && fold.Zip(fold.Skip(1)).All(pair => pair.First <= pair.Second)),
                $"the errors of {target.Name} are not in order");
    }

    private static void Demand(bool sound, string what)
    {
        if (!sound)
            throw new InvalidDataException(what);
    }
}
