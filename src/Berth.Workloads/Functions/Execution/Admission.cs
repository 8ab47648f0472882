namespace Berth.Workloads.Functions.Execution;

/// <summary>Whether an execution may wait for its turn.</summary>
internal enum Admission
{
    /// <summary>It waits.</summary>
    Taken,

    /// <summary>Too many wait.</summary>
    QueueIsFull,

    /// <summary>Another execution of that name waits or runs.</summary>
    IdIsTaken,

    /// <summary>The server is about to end.</summary>
    Ending,
}
