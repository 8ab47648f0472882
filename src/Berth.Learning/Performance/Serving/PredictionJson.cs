namespace Berth.Learning.Performance.Serving;

/// <summary>A prediction as JSON: of <c>berth predict --json</c> and of <c>POST /predict</c>.</summary>
/// <param name="Function">The function that was asked for.</param>
/// <param name="Level">Part of new executions that intervals should hold.</param>
/// <param name="Targets">By name of the target.</param>
/// <param name="Warnings">In what it goes beyond what was learned from.</param>
public sealed record PredictionJson(string Function, double Level, IReadOnlyDictionary<string, PredictedTargetJson> Targets, IReadOnlyList<string> Warnings)
{
    /// <summary>A prediction as JSON.</summary>
    public static PredictionJson Of(PerformanceModel model, PredictionRequest request, Prediction prediction) => new(
        request.Function, model.Card.Level,
        prediction.Targets.ToDictionary(target => target.Target, target => new PredictedTargetJson(target.Value, target.Lower, double.IsFinite(target.Upper) ? target.Upper : null, target.Unit)),
        prediction.Warnings);
}

/// <summary>One target.</summary>
/// <param name="Value">The prediction.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end; null where there is none.</param>
/// <param name="Unit">Unit.</param>
public sealed record PredictedTargetJson(double Value, double Lower, double? Upper, string Unit);
