namespace Berth.Policies.Placement;

/// <summary>The world as a placement policy reads it at one moment.</summary>
public interface IPlacementView
{
    /// <summary>Every node, in the order of the experiment.</summary>
    IReadOnlyList<NodeView> Nodes { get; }

    /// <summary>Whether packets can go from one node to another and back.</summary>
    bool Connected(string one, string other);
}
