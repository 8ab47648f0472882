namespace Berth.Policies.Placement.Predicted;

/// <summary>What a placement by prediction makes small.</summary>
public enum PredictedObjective
{
    /// <summary>Seconds until the task is done, waiting included.</summary>
    Completion,

    /// <summary>Joules that it adds, with the site's overhead (PUE).</summary>
    Energy,

    /// <summary>What these joules cost at the site.</summary>
    Cost,
}
