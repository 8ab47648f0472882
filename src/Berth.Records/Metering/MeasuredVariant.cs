using Berth.Accounting;

namespace Berth.Records.Metering;

/// <summary>The measured energy of a variant.</summary>
/// <param name="Readings">By deployment.</param>
/// <param name="How">Who measured it and how, in a sentence without its end.</param>
internal sealed record MeasuredVariant(IReadOnlyDictionary<int, MeterReadings> Readings, string How)
{
    internal static MeasuredVariant By(string meter, IReadOnlyDictionary<int, Dictionary<string, MeteredEnergy>> nodes, string how) =>
        new(nodes.ToDictionary(each => each.Key, each => new MeterReadings(meter, each.Value)), how);
}
