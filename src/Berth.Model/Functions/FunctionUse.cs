namespace Berth.Model.Functions;

/// <summary>A function and what its requests ask for.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Weight">How often it is asked for against the other functions beside it.</param>
/// <param name="Ranges">Parameters that are drawn; the others have their default.</param>
public sealed record FunctionUse(string Function, double Weight, IReadOnlyList<ParameterRange> Ranges);
