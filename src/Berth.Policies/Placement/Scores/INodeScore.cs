using System.Numerics;

namespace Berth.Policies.Placement.Scores;

/// <summary>
/// A score of the nodes of a cluster for one task; the lowest wins. It is written once, for a vector of neighbouring nodes: a search over all nodes and the
/// terms that people read come from the same formula.
/// </summary>
internal interface INodeScore
{
    /// <summary>Is told the first node of a run of nodes with equal capacities before they are asked for: <see cref="Cluster.EqualRuns"/>.</summary>
    void Enter(int first);

    /// <summary>The score of a whole vector of nodes of the run, without what their graphics processors add.</summary>
    Vector<double> At(int first);

    /// <summary>What the graphics processors of a node add, for tasks that need some.</summary>
    double Gpus(int node);

    /// <summary>The terms of the score of a node; they sum to it in their order.</summary>
    IReadOnlyList<Term> Terms(int node);
}
