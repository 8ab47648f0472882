using Berth.Model.Functions;
using Berth.Model.Units;

namespace Berth.Model.Files;

/// <summary>The names that a file may use and that other rooms define.</summary>
/// <param name="Placements">Policies that say where.</param>
/// <param name="Scalings">Policies that say how many.</param>
/// <param name="Shiftings">Policies that say when.</param>
/// <param name="Forecasts">Forecasts of carbon intensity.</param>
/// <param name="Workloads">Kinds of workload, and what their items take.</param>
/// <param name="Zones">Carbon intensity by grid zone.</param>
/// <param name="Functions">Functions that can be executed, with their parameters.</param>
/// <param name="LoadShapes">Shapes of generated loads of services.</param>
/// <param name="JobFormats">Formats of traces of jobs.</param>
/// <param name="JobMixes">Mixes of generated jobs.</param>
/// <param name="NodeFormats">Formats of files of nodes.</param>
/// <param name="ReadNodes">Reads a file of nodes (path, format) as sites; a file with mistakes is a <see cref="FormatException"/>.</param>
public sealed record Vocabulary(
    IReadOnlyList<PolicyDescription> Placements,
    IReadOnlyList<PolicyDescription> Scalings,
    IReadOnlyList<PolicyDescription> Shiftings,
    IReadOnlyList<PolicyDescription> Forecasts,
    IReadOnlyDictionary<string, ServiceProfile> Workloads,
    IReadOnlyDictionary<string, CarbonIntensity> Zones,
    IReadOnlyList<FunctionDescription> Functions,
    IReadOnlyCollection<string> LoadShapes,
    IReadOnlyCollection<string> JobFormats,
    IReadOnlyCollection<string> JobMixes,
    IReadOnlyCollection<string> NodeFormats,
    Func<string, string, IReadOnlyList<Site>> ReadNodes)
{
    /// <summary>Every policy that may have options.</summary>
    internal IEnumerable<PolicyDescription> Policies => Placements.Concat(Scalings).Concat(Shiftings).Concat(Forecasts);
}
