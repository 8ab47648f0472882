using Berth.Reports.Building;

namespace Berth.Output;

/// <summary>What worlds are called in headings.</summary>
internal static class WorldWords
{
    internal static string Of(string world) => world switch
    {
        WorldsBuilder.Simulation => "simulated",
        WorldsBuilder.Emulation => "emulated",
        _ => "on " + char.ToUpperInvariant(world[0]) + world[1..],
    };
}
