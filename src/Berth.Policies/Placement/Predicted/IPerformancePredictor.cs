using Berth.Model.Functions;

namespace Berth.Policies.Placement.Predicted;

/// <summary>Says what executing a function takes before it is executed. Pure, and fast enough to be asked for every task and node.</summary>
public interface IPerformancePredictor
{
    /// <summary>Part of executions that the intervals are meant to hold, such as 0.9.</summary>
    double Level { get; }

    /// <summary>The prediction; null when it knows nothing of such a function or of such parameters.</summary>
    PredictedPerformance? Predict(FunctionCall call, ComputeSize size);
}
