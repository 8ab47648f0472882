namespace Berth.Learning.Performance.Sequential;

/// <summary>How far executions of a function are missed by a law that was fitted to its other executions, each left out in turn.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Executions">Executions that it was fitted to.</param>
/// <param name="MapePercent">Mean of |error| / truth, percent; infinite where there are too few to say.</param>
/// <param name="UpperPercent">Upper end of the one-sided 95 % interval (Student) of that mean.</param>
/// <param name="Deviation">Root of the mean square of the errors of logarithms.</param>
public sealed record FunctionError(string Function, int Executions, double MapePercent, double UpperPercent, double Deviation)
{
    /// <summary>Nothing is known of it.</summary>
    internal static FunctionError Unknown(string function, int executions) => new(function, executions, double.PositiveInfinity, double.PositiveInfinity, 1);
}
