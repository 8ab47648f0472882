using Berth.Records.History;

namespace Berth.Records.Collection;

/// <summary>A program whose metrics are collected.</summary>
/// <param name="Name">What it is called: its series have this as label <c>pod</c>, and its requests.</param>
/// <param name="Address">Address of its metrics.</param>
public sealed record ScrapeTarget(string Name, Uri Address)
{
    /// <summary>Labels that each of its series has; they go before its own.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The labels with those that say which program it is, named as Prometheus names them.</summary>
    internal IReadOnlyDictionary<string, string> AllLabels => new Dictionary<string, string>(Labels)
    {
        ["instance"] = $"{Address.Host}:{Address.Port}", ["job"] = "berth", [CollectedHistory.Pod] = Name, [CollectedHistory.Ip] = Address.Host,
    };
}
