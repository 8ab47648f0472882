namespace Berth.Model.Observations;

/// <summary>What a node has used over the run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Site">Name of its site.</param>
/// <param name="Total">Energy and emissions: the integral of its power.</param>
/// <param name="Idle">The part that no task is charged for.</param>
/// <param name="BusyCoreSeconds">Cores that tasks held times time.</param>
/// <param name="CoreSeconds">Cores that were there times time.</param>
public sealed record NodeReading(string Name, string Site, Amount Total, Amount Idle, double BusyCoreSeconds, double CoreSeconds);
