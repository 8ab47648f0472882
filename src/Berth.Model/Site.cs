using Berth.Model.Units;

namespace Berth.Model;

/// <summary>A place with a number of equal nodes, one supply of power and one grid.</summary>
/// <param name="Name">Name, unique in the continuum.</param>
/// <param name="Tier">Layer of the continuum.</param>
/// <param name="Nodes">How many nodes.</param>
/// <param name="Cpu">Cores of each node.</param>
/// <param name="Share">Speed of each core relative to a core of the machine that the run uses.</param>
/// <param name="Memory">Memory of each node.</param>
/// <param name="Processes">Largest number of processes and threads of each node; null is unlimited.</param>
/// <param name="Disk">Disk rates of each node; null is unlimited.</param>
/// <param name="Power">What a node draws; null is unknown, and then no energy is reported.</param>
/// <param name="Pue">Power usage effectiveness: what the site draws for each watt of its nodes, at least 1.</param>
/// <param name="Grid">The site's electricity; null is unknown.</param>
/// <param name="Price">Price of a kilowatt-hour, in the currency of the reader.</param>
/// <param name="Sleep">Power of a node on which nothing runs; null is its idle power.</param>
/// <param name="Gpu">Graphics processors of each node; null is none.</param>
/// <param name="NodeNames">Names of the nodes; null numbers them.</param>
/// <param name="Place">Name of the place that it is a part of, with others whose nodes differ: for policies and figures they are one site. Null is one of its own.</param>
public sealed record Site(
    string Name,
    Tier Tier,
    int Nodes,
    Cpu Cpu,
    Fraction Share,
    Memory Memory,
    int? Processes,
    DiskRates? Disk,
    PowerCurve? Power,
    double Pue,
    Grid? Grid,
    double Price = 0,
    Power? Sleep = null,
    GpuPool? Gpu = null,
    IReadOnlyList<string>? NodeNames = null,
    string? Place = null)
{
    /// <summary>Name by which policies know it.</summary>
    public string PlaceName => Place ?? Name;

    /// <summary>Carbon intensity of the site's electricity, its mean where it changes; null is unknown.</summary>
    public CarbonIntensity? Carbon => Grid?.Intensity;
}
