namespace Berth.Policies.Placement;

/// <summary>Chooses nodes for the tasks of a batch. Pure: the same batch gives the same decisions in every world.</summary>
public interface IPlacementPolicy
{
    /// <summary>Name in experiment files, on the command line and in records.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence.</summary>
    string Summary { get; }

    /// <summary>Decides for each task of the batch by calling its methods; a task that is not mentioned stays pending.</summary>
    void Place(PlacementBatch batch);
}
