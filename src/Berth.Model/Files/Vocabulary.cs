using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>The names that a file may use and that other rooms define.</summary>
/// <param name="Placements">Placement policies.</param>
/// <param name="Workloads">Kinds of workload.</param>
/// <param name="Zones">Carbon intensity by grid zone.</param>
public sealed record Vocabulary(
    IReadOnlyCollection<string> Placements,
    IReadOnlyCollection<string> Workloads,
    IReadOnlyDictionary<string, CarbonIntensity> Zones);
