using System.Text.Json;
using Berth.Model.Observations;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Sources;

/// <summary>How a source tells of an item: <c>item {"item":0,"source":"endpoint-1",…}</c>, the names of <see cref="ItemTimeline"/>.</summary>
public static class ItemLine
{
    private const string Start = "item ";

    /// <summary>The line without its end.</summary>
    public static string Write(ItemTimeline item) => Start + JsonSerializer.Serialize(item, ServingJson.Default.ItemTimeline);

    /// <summary>The item of a line, or null when the line tells of something else.</summary>
    /// <exception cref="JsonException">The line was cut off.</exception>
    public static ItemTimeline? Read(string line) =>
        line.StartsWith(Start, StringComparison.Ordinal) ? JsonSerializer.Deserialize(line.AsSpan(Start.Length), ServingJson.Default.ItemTimeline) : null;
}
