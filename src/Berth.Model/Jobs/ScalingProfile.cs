namespace Berth.Model.Jobs;

/// <summary>How an elastic job gains from more servers, as CarbonScaler profiles it (Hanafy et al., POMACS 7(3), 2023).</summary>
/// <param name="Points">The point of 1, 2, … servers, in that order.</param>
public sealed record ScalingProfile(IReadOnlyList<ScalingPoint> Points)
{
    /// <summary>Largest number of servers.</summary>
    public int MaxServers => Points.Count;

    /// <summary>Throughput with that many servers relative to one; 0 with none.</summary>
    public double Speedup(int servers) => servers == 0 ? 0 : Points[servers - 1].Throughput / Points[0].Throughput;
}

/// <summary>One row of a profile.</summary>
/// <param name="Throughput">Work a second, in any unit.</param>
/// <param name="Watts">Power of all the servers together.</param>
public readonly record struct ScalingPoint(double Throughput, double Watts);
