namespace Berth.Learning.Performance;

/// <summary>An execution that has not happened.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Parameters">Its parameters, as <see cref="Data.ParameterJson"/> reads them.</param>
/// <param name="Cores">Cores.</param>
/// <param name="MemoryBytes">Memory, bytes.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
/// <param name="Neighbours">Other executions on its node.</param>
/// <param name="Initial">Metrics of its process before it; what is not given is taken as it usually was.</param>
public sealed record PredictionRequest(
    string Function, IReadOnlyDictionary<string, double> Parameters, double Cores, double MemoryBytes, double Speed = 1, double Neighbours = 0, IReadOnlyDictionary<string, double>? Initial = null);
