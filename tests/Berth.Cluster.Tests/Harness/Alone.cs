namespace Berth.Cluster.Tests.Harness;

/// <summary>Tests beside which nothing else runs: they need the cluster as it is, or break it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    internal const string Name = "alone";
}
