namespace Berth.Learning.Performance;

/// <summary>What is predicted of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The prediction: as many executions are expected above as below.</param>
/// <param name="Lower">Lower end of the interval; 0 where there is none.</param>
/// <param name="Upper">Upper end; infinite where there is none.</param>
public sealed record TargetPrediction(string Target, string Unit, double Value, double Lower, double Upper);
