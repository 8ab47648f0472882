using Berth.Model;

namespace Berth.Records.Clusters;

/// <summary>A node of a cluster as policies saw it from a moment on.</summary>
/// <param name="Moment">Nanoseconds since 1970 in UTC.</param>
/// <param name="Name">Its name.</param>
/// <param name="Present">Whether it is there; of one that is gone the rest is as it was last.</param>
/// <param name="Site">Name of its site.</param>
/// <param name="Tier">Layer of the continuum.</param>
/// <param name="Cores">Cores that pods may request together.</param>
/// <param name="MemoryBytes">Memory that they may request together.</param>
/// <param name="Gpus">Graphics processors.</param>
/// <param name="Speed">Speed of a core relative to the reference.</param>
/// <param name="IdleWatts">Power without load; null is unknown.</param>
/// <param name="PeakWatts">Power in full use; null is unknown.</param>
/// <param name="SleepWatts">Power while nothing runs there; null is that without load.</param>
/// <param name="GramsPerKwh">Carbon intensity of its electricity; null is unknown.</param>
/// <param name="Pue">Power usage effectiveness.</param>
/// <param name="PricePerKwh">Price of a kilowatt-hour.</param>
public sealed record ClusterNode(
    long Moment, string Name, bool Present, string Site, Tier Tier, double Cores, double MemoryBytes, int Gpus, double Speed, double? IdleWatts, double? PeakWatts,
    double? SleepWatts, double? GramsPerKwh, double Pue, double PricePerKwh);
