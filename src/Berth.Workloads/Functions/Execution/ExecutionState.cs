namespace Berth.Workloads.Functions.Execution;

/// <summary>Where an execution is.</summary>
internal enum ExecutionState
{
    /// <summary>For those before it.</summary>
    Waiting,

    /// <summary>It is prepared, works or is checked.</summary>
    Running,

    /// <summary>It has its answer.</summary>
    Finished,
}
