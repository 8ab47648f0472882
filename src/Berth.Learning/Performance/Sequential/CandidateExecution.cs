using Berth.Learning.Performance.Data;

namespace Berth.Learning.Performance.Sequential;

/// <summary>An execution that could be made.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Parameters">Its parameters that are chosen; the others have their default.</param>
/// <param name="Size">Where.</param>
public sealed record CandidateExecution(string Function, IReadOnlyDictionary<string, double> Parameters, KnownSize Size)
{
    /// <summary>It as a row that has not been measured.</summary>
    /// <param name="usual">Parameters that it does not name.</param>
    public PerformanceRow ToRow(IReadOnlyDictionary<string, double>? usual = null) => new()
    {
        Function = Function, Size = Size.Name, Cores = Size.Cores, MemoryBytes = Size.MemoryBytes, Speed = Size.Speed,
        Parameters = usual is null ? Parameters : Parameters.Concat(usual.Where(pair => !Parameters.ContainsKey(pair.Key))).ToDictionary(),
    };
}
