namespace Berth.Cluster;

/// <summary>A cluster cannot be used as it was asked for; the message says what, where, why and what to do.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>Says why.</summary>
    public ClusterException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what was behind it.</summary>
    public ClusterException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
