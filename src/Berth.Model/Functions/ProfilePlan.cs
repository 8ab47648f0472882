namespace Berth.Model.Functions;

/// <summary>Executions from which performance is learned.</summary>
/// <param name="Functions">What is executed.</param>
/// <param name="Executions">How many on each site, spread evenly over functions and parameters.</param>
public sealed record ProfilePlan(IReadOnlyList<FunctionUse> Functions, int Executions);
