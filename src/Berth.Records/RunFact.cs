namespace Berth.Records;

/// <summary>Something about what a run was made on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">In words.</param>
public sealed record RunFact(string Name, string Value)
{
    /// <summary>Key under which a run on a cluster keeps those of the cluster.</summary>
    public const string ClusterKey = "cluster";
}
