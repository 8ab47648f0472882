namespace Berth.Policies.Solvers;

/// <summary>
/// A node of the spanning tree and the tree arc to its parent. What a step of a walk towards the root needs lies together, half a cache line;
/// the flow of a tree arc is kept here as what is left of it in both directions, so that a walk never reads the arcs.
/// </summary>
internal struct TreeNode
{
    /// <summary>What can still flow to the parent, above 0 in a strongly feasible tree, and from it.</summary>
    internal long Up, Down;

    /// <summary>Parent, and number of the arc between them in whichever direction.</summary>
    internal int Parent, Arc;

    /// <summary>Number of nodes of the subtree, this one included, and its last in preorder.</summary>
    internal int Size, Last;
}
