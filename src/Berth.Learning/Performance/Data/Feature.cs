namespace Berth.Learning.Performance.Data;

/// <summary>One column of what is learned from.</summary>
/// <param name="Name">Name: <c>work</c>, <c>size.cores</c>, <c>function=pi</c>, <c>pi.num_samples</c>, <c>initial.threads</c>.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Function">Function that it belongs to; empty for those of all.</param>
/// <param name="Key">Name of the parameter or metric; empty for the others.</param>
/// <param name="Informative">Whether it varied; what was constant is not learned from.</param>
/// <param name="Always">Whether no row of its function (or of all) lacked it.</param>
/// <param name="Least">Smallest value that was seen; NaN when none was.</param>
/// <param name="Most">Largest value that was seen.</param>
/// <param name="Typical">Median, which stands for an initial metric that is not given.</param>
public sealed record Feature(string Name, FeatureKind Kind, string Function, string Key, bool Informative, bool Always, double Least, double Most, double Typical)
{
    /// <summary>Features that are shuffled together: those of the function's name are one.</summary>
    internal string Group => Kind == FeatureKind.Function ? "function" : Name;

    /// <summary>Whether it is a text parameter's value: 1 or left out.</summary>
    internal bool IsChoice => Kind == FeatureKind.Parameter && Key.Contains('=', StringComparison.Ordinal);
}
