namespace Berth.Records.Situations.Scaling;

/// <summary>
/// The sections of a document that describe policies of one kind: their settings beyond options, and what they remember. A kind with more to say than its
/// options has one entry here and a reader of its own.
/// </summary>
internal static class ScalingSections
{
    internal static IReadOnlyList<ScalingSection> All { get; } =
    [
        new("hpa", ["hpa", "hpa-70", "hpa-90"], HpaSection.Read),
        new("keda", ["keda"], KedaSection.Read),
        new("queue", ["queue"], QueueSection.Read),
    ];
}

/// <summary>A section.</summary>
/// <param name="Key">Its property in the document.</param>
/// <param name="Policies">Names of the policies that it describes.</param>
/// <param name="Read">Reads it; what it returns makes such a policy, a new one each time.</param>
internal sealed record ScalingSection(string Key, IReadOnlyList<string> Policies, Func<JsonFields, ScalingSetup> Read);
