namespace Berth.Policies.Placement.Predicted;

/// <summary>What an execution is expected to take.</summary>
/// <param name="Seconds">How long it runs.</param>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="EnergyJoules">Energy that it causes.</param>
public readonly record struct PredictedPerformance(PredictedValue Seconds, PredictedValue CpuSeconds, PredictedValue EnergyJoules);
