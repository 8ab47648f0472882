namespace Berth.Model;

/// <summary>How the items of a source are spread in time.</summary>
public enum Arrivals
{
    /// <summary>At equal distances, each source with its own seeded phase.</summary>
    Periodic,

    /// <summary>A Poisson process: exponential distances from a seeded stream.</summary>
    Poisson,
}
