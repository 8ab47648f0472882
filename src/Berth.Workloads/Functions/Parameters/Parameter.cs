using System.Globalization;

namespace Berth.Workloads.Functions.Parameters;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">As requests spell it, in snake case.</param>
/// <param name="Kind">Whether it must be whole.</param>
/// <param name="Least">Smallest value allowed.</param>
/// <param name="Most">Largest value allowed; below 2^53, so that it is exact.</param>
/// <param name="Default">Value where a request does not give one; null where it must.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record Parameter(string Name, ParameterKind Kind, double Least, double Most, double? Default, string Meaning)
{
    /// <summary>The allowed values in words.</summary>
    public string Allowed => string.Create(CultureInfo.InvariantCulture, $"{(Kind == ParameterKind.Integer ? "a whole number" : "a number")} from {Least:0.######} to {Most:0.######}");
}
