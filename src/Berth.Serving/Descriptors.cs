namespace Berth.Serving;

/// <summary>How many files this process may have open.</summary>
internal static class Descriptors
{
    // For replicas, their checks, libraries, and what the runtime opens.
    private const int Reserve = 512, Unlimited = 1_000_000;

    /// <summary>Connections of clients that leave enough for everything else.</summary>
    internal static int MostConnections => Math.Max(64, Limit() - Reserve);

    private static int Limit()
    {
        // "Max open files  SOFT  HARD  files" (proc(5)); the runtime has raised the soft limit to the hard one.
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(each => each.StartsWith("Max open files", StringComparison.Ordinal));
        var fields = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is { Length: > 3 } && int.TryParse(fields[3], out var limit) ? Math.Min(limit, Unlimited) : Unlimited;
    }
}
