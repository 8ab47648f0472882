namespace Berth.Model.Functions;

/// <summary>A function that can be executed.</summary>
/// <param name="Name">Its name, as in <c>POST /NAME</c>.</param>
/// <param name="Parameters">What a request may say.</param>
public sealed record FunctionDescription(string Name, IReadOnlyList<FunctionParameter> Parameters);

/// <summary>A parameter of a function; all are numbers.</summary>
/// <param name="Name">Its name, as in the JSON body of a request.</param>
/// <param name="Doc">What it says.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value.</param>
/// <param name="IsWhole">Whether it is a whole number.</param>
public sealed record FunctionParameter(string Name, string Doc, double Least, double Most, bool IsWhole);
