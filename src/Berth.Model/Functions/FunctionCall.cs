namespace Berth.Model.Functions;

/// <summary>What is executed, as far as it is known before it runs.</summary>
/// <param name="Function">Name of the function: <c>pi</c>, <c>video</c>.</param>
/// <param name="Parameters">Its parameters by name; a text parameter is <c>name=value</c> with 1.</param>
public sealed record FunctionCall(string Function, IReadOnlyDictionary<string, double> Parameters);
