using Berth.Learning.Performance.Data;
using Berth.Model.Functions;
using Berth.Policies.Placement.Predicted;

namespace Berth.Learning.Performance;

/// <summary>A model as placement policies ask it.</summary>
public sealed class ModelPredictor(PerformanceModel model) : IPerformancePredictor
{
    /// <inheritdoc/>
    public double Level => model.Card.Level;

    /// <inheritdoc/>
    public PredictedPerformance? Predict(FunctionCall call, ComputeSize size)
    {
        if (!(size.Cores > 0) || !(size.MemoryBytes > 0) || !(size.Speed > 0))
            return null;
        Prediction prediction;
        try
        {
            prediction = model.Predict(new(call.Function, call.Parameters, size.Cores, size.MemoryBytes, size.Speed));
        }
        catch (ArgumentException)
        {
            return null;
        }
        var seconds = Of(PerformanceTarget.Duration);
        return double.IsNaN(seconds.Value) ? null : new(seconds, Of(PerformanceTarget.Cpu), Of(PerformanceTarget.Energy));

        PredictedValue Of(PerformanceTarget target) => prediction.Targets.FirstOrDefault(each => each.Target == target.Name) is { } found ? new(found.Value, found.Lower, found.Upper) : PredictedValue.Unknown;
    }
}
