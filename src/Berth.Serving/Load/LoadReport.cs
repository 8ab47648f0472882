using Berth.Workloads.Sources;

namespace Berth.Serving.Load;

/// <summary>Writes what becomes of requests, and the first few different reasons why connections failed.</summary>
internal sealed class LoadReport(LineWriter lines)
{
    /// <summary>How a line with a reason begins.</summary>
    internal const string Failure = "failure ";

    private const int MostReasons = 5;

    private readonly HashSet<string> _reasons = [];

    internal void Add(LoadedRequest request, string? why)
    {
        if (why is not null && IsNew(why))
            lines.Add(Failure + why.ReplaceLineEndings(" "));
        lines.Add(LoadLine.Write(request));
    }

    private bool IsNew(string why)
    {
        lock (_reasons)
            return _reasons.Count < MostReasons && _reasons.Add(why);
    }
}
