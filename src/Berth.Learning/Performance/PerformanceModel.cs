using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance;

/// <summary>Predicts what an execution takes. Safe for several threads.</summary>
/// <param name="Card">What it is and how good it is.</param>
/// <param name="Schema">What it asks for.</param>
/// <param name="Targets">What it predicts.</param>
public sealed record PerformanceModel(ModelCard Card, FeatureSchema Schema, IReadOnlyList<TrainedTarget> Targets)
{
    private readonly RequestCheck _check = new(Schema, Card);

    /// <summary>Predicts every target.</summary>
    /// <exception cref="ArgumentException">The function or a parameter is unknown, a parameter is missing, or a number is not one that an execution can have; the message says which.</exception>
    public Prediction Predict(PredictionRequest request)
    {
        var (row, warnings, seenSize) = _check.Check(request);
        var features = Schema.Encode(row);
        return new([.. Targets.Select(target =>
        {
            var (value, lower, upper) = target.Predict(features, request.Function, seenSize);
            return new TargetPrediction(target.Name, PerformanceTarget.Of(target.Name).Unit, value, lower, upper);
        })], warnings);
    }

    /// <summary>The size of that name among those that it learned from.</summary>
    /// <exception cref="ArgumentException">There is none, or several.</exception>
    public KnownSize SizeOf(string name)
    {
        var found = Card.Sizes.Where(size => size.Name == name).ToList();
        if (found.Count == 1)
            return found[0];
        throw new ArgumentException(found.Count > 1
            ? $"there are {found.Count} sizes '{name}' in the data; give cores, memory and speed instead"
            : $"there is no size '{name}' in the data; there are: {string.Join(", ", Card.Sizes.Select(size => size.Name).Where(size => size.Length > 0).Distinct())}; or give cores and memory", nameof(name));
    }
}
