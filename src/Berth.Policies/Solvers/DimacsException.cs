namespace Berth.Policies.Solvers;

/// <summary>A text is not a minimum-cost flow problem in the DIMACS format.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="problem">What is wrong and what is expected.</param>
public sealed class DimacsException(long line, string problem) : FormatException($"line {line}: {problem}")
{
    /// <summary>Line, from 1.</summary>
    public long Line => line;
}
