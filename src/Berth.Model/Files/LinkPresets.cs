using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>
/// Named links. The rates and delays are those that the Continuum framework (Jansen et al., CCGrid 2023) uses for
/// a cellular device and a cloud: 7.21 Mbit/s for 4G and 29.66 Mbit/s for 5G, 45 ms ± 5 ms one way.
/// </summary>
internal static class LinkPresets
{
    internal static readonly IReadOnlyDictionary<string, LinkPreset> ByName = new Dictionary<string, LinkPreset>
    {
        ["4g"] = new(new(new(0.045), new(0.005)), new(7.21e6)),
        ["5g"] = new(new(new(0.045), new(0.005)), new(29.66e6)),
    };
}

/// <summary>What a preset stands for where the link says nothing else.</summary>
internal readonly record struct LinkPreset(Latency Latency, DataRate Rate);
