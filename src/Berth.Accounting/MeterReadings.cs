namespace Berth.Accounting;

/// <summary>What a meter says of the nodes in one repetition.</summary>
/// <param name="Meter">Its name.</param>
/// <param name="Nodes">What it says, by the names of nodes.</param>
public sealed record MeterReadings(string Meter, IReadOnlyDictionary<string, MeteredEnergy> Nodes);
