namespace Berth.Policies.Placement;

/// <summary>Chooses a node for a request. Pure: the same view and request give the same decision.</summary>
public interface IPlacementPolicy
{
    /// <summary>Name in experiment files, on the command line and in records.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>Decides.</summary>
    Decision Decide(IPlacementView view, PlacementRequest request);
}
