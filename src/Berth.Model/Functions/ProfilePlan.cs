namespace Berth.Model.Functions;

/// <summary>Executions from which performance is learned.</summary>
/// <param name="Functions">What is executed.</param>
/// <param name="Executions">How many on each site, spread evenly over functions and parameters.</param>
/// <param name="Target">Where it is given, executions are chosen one after the other instead, until what they take is known with this error.</param>
public sealed record ProfilePlan(IReadOnlyList<FunctionUse> Functions, int Executions, ProfileTarget? Target = null);
