namespace Berth.Workloads.Mqtt;

/// <summary>The topics of one worker.</summary>
internal static class Topics
{
    internal static string AllItems(string prefix) => $"{prefix}/items/#";

    internal static string Items(string prefix, string source) => $"{prefix}/items/{source}";

    internal static string Results(string prefix, string source) => $"{prefix}/results/{source}";

    /// <summary>The source that an item's topic names; null for a topic that names none.</summary>
    internal static string? Source(string prefix, string topic)
    {
        var start = $"{prefix}/items/";
        return topic.Length > start.Length && topic.StartsWith(start, StringComparison.Ordinal) ? topic[start.Length..] : null;
    }
}
