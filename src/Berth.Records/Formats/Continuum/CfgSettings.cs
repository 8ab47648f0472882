namespace Berth.Records.Formats.Continuum;

/// <summary>What a configuration says, checked, with the notes on what an experiment file cannot say.</summary>
/// <param name="Tiers">Tiers that have nodes.</param>
/// <param name="Links">Links between and within them.</param>
/// <param name="Worker">Placement policy of the execution pattern.</param>
/// <param name="Rate">Pictures a second of each endpoint; null when it ran something else than image classification.</param>
/// <param name="Seconds">Duration; null when it did not say.</param>
/// <param name="Transport"><c>mqtt</c> or <c>http</c>.</param>
/// <param name="Notes">What was left out or means something else, one line each.</param>
internal sealed record CfgSettings(
    IReadOnlyList<CfgTier> Tiers,
    IReadOnlyList<CfgLink> Links,
    string Worker,
    int? Rate,
    int? Seconds,
    string Transport,
    IReadOnlyList<string> Notes);

/// <summary>One tier: how many nodes, and what each of them has (GiB, MB/s; 0 is unlimited).</summary>
internal sealed record CfgTier(string Name, int Nodes, int Cores, int Memory, double Quota, int ReadSpeed, int WriteSpeed);

/// <summary>A symmetric link between two tiers, or within one: ms, ms, Mbit/s; null is not emulated.</summary>
internal sealed record CfgLink(string From, string To, double Latency, double Jitter, double? Rate);
