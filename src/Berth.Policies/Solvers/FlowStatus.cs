namespace Berth.Policies.Solvers;

/// <summary>How a search for the cheapest flow ended.</summary>
public enum FlowStatus
{
    /// <summary>The flow is the cheapest.</summary>
    Optimal,

    /// <summary>The supplies do not sum to 0, or cannot all be carried to where they are taken.</summary>
    Infeasible,

    /// <summary>A circle of arcs without limit has a negative cost: no flow is the cheapest.</summary>
    Unbounded,
}
