namespace Berth.Model;

/// <summary>Where an experiment runs.</summary>
public enum World
{
    /// <summary>On this machine, with real processes.</summary>
    Emulation,

    /// <summary>In virtual time.</summary>
    Simulation,

    /// <summary>On a Kubernetes cluster.</summary>
    Kubernetes,
}
