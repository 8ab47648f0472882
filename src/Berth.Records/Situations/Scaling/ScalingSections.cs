using System.Buffers;
using System.Text.Json;
using Berth.Policies.Scaling;

namespace Berth.Records.Situations.Scaling;

/// <summary>
/// The sections of a document that describe policies of one kind: their settings beyond options, and what they remember. A kind with more to say than its
/// options has one entry here and a reader and writer of its own.
/// </summary>
internal static class ScalingSections
{
    internal static IReadOnlyList<ScalingSection> All { get; } =
    [
        new("hpa", ["hpa", "hpa-70", "hpa-90"], HpaSection.Read, HpaSection.Write),
        new("keda", ["keda"], KedaSection.Read, KedaSection.Write),
        new("kpa", ["kpa"], KpaSection.Read, KpaSection.Write),
        new("queue", ["queue"], QueueSection.Read, QueueSection.Write),
        new("berth", ["berth"], BerthSection.Read, BerthSection.Write),
        new("oracle", ["oracle"], OracleSection.Read, OracleSection.Write),
    ];

    /// <summary>What a policy remembers now, as the properties of its section; null for one that remembers nothing.</summary>
    internal static (string Key, ReadOnlyMemory<byte> Memory)? Remember(IScalingPolicy policy)
    {
        if (All.FirstOrDefault(section => section.Policies.Contains(policy.Name)) is not { } section)
            return null;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            section.Write(json, policy);
            json.WriteEndObject();
        }
        return (section.Key, buffer.WrittenMemory);
    }
}

/// <summary>A section.</summary>
/// <param name="Key">Its property in the document.</param>
/// <param name="Policies">Names of the policies that it describes.</param>
/// <param name="Read">Reads it; what it returns makes such a policy, a new one each time.</param>
/// <param name="Write">Writes what a policy remembers, so that <paramref name="Read"/> makes one that goes on with it.</param>
internal sealed record ScalingSection(string Key, IReadOnlyList<string> Policies, Func<JsonFields, ScalingSetup> Read, Action<Utf8JsonWriter, IScalingPolicy> Write);
