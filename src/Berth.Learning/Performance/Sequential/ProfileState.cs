using System.Text.Json.Serialization;

namespace Berth.Learning.Performance.Sequential;

/// <summary>How well a profile whose executions are chosen knows its functions.</summary>
/// <param name="TargetPercent">The error that is to be reached, percent.</param>
/// <param name="Most">Most executions in all.</param>
/// <param name="Executions">Executions that were made.</param>
/// <param name="Functions">The error of each function.</param>
public sealed record ProfileState(double TargetPercent, int Most, int Executions, IReadOnlyList<FunctionError> Functions)
{
    /// <summary>Under what the records keep it.</summary>
    public static string Key(int variant) => $"variant {variant} profile";

    /// <summary>Functions that are not known well enough: the upper end of their error is above the target.</summary>
    [JsonIgnore]
    public IReadOnlyList<FunctionError> Open => [.. Functions.Where(function => !(function.UpperPercent <= TargetPercent))];

    /// <summary>Whether every function is known well enough.</summary>
    [JsonIgnore]
    public bool Reached => Open.Count == 0;

    /// <summary>What is known, and whether it is enough, in a sentence.</summary>
    [JsonIgnore]
    public string Sentence => $"{Executions} of at most {Most} executions were made; durations of {string.Join(", ", Functions.Select(Known))}: "
        + (Reached ? $"all below the target of {TargetPercent:0.#} %" : $"{string.Join(", ", Open.Select(function => function.Function))} not yet below the target of {TargetPercent:0.#} %");

    private static string Known(FunctionError error) => double.IsFinite(error.UpperPercent)
        ? $"{error.Function} are known to {error.MapePercent:0.0} % (95 % sure: to {error.UpperPercent:0.0} %)"
        : $"{error.Function} are not known";
}
