namespace Berth.Serving.Dispatch;

/// <summary>The ways to bind requests to replicas, by name.</summary>
public static class Balances
{
    private static readonly Dictionary<string, Func<IBalance>> ByName = new()
    {
        ["pull"] = () => new PullBalance(),
        ["round-robin"] = () => new RoundRobinBalance(),
        ["least-outstanding"] = () => new LeastOutstandingBalance(),
    };

    /// <summary>Every name; the first is the usual one.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    internal static IBalance Get(string name) => ByName[name]();
}
