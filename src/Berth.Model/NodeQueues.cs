namespace Berth.Model;

/// <summary>Whether jobs may wait for a node.</summary>
public enum NodeQueues
{
    /// <summary>A policy may give a job to a busy node, for which it waits.</summary>
    Allowed,

    /// <summary>A job that cannot start on its node stays in the common queue, as in Kubernetes.</summary>
    None,
}
