namespace Berth.Model.Observations;

/// <summary>How a job ended.</summary>
public enum JobOutcome : byte
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>It did all its work.</summary>
    Completed,

    /// <summary>No node could ever run it.</summary>
    Unschedulable,

    /// <summary>It waits for nodes that never come back, or for a policy that never takes it.</summary>
    Stranded,

    /// <summary>It ran and did not come to a right end; only real work does that.</summary>
    Failed,
}
