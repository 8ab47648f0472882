namespace Berth.Simulation.Engine;

/// <summary>The simulation found itself wrong, or cannot go on: what it found, when, and what that means.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>An explanation.</summary>
    public SimulationException(string message)
        : base(message)
    {
    }
}
