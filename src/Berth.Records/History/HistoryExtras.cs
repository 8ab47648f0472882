namespace Berth.Records.History;

/// <summary>What an entry has beside the fields that it always has.</summary>
[Flags]
public enum HistoryExtras
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>start_ns</c>, <c>end_ns</c>, <c>method</c>, <c>status</c>.</summary>
    Times = 1,

    /// <summary><c>deltas</c>: by how much each metric grew or changed.</summary>
    Deltas = 2,

    /// <summary><c>ages_ns</c>: how old the sample of each point is.</summary>
    Ages = 4,

    /// <summary><c>stale</c>: whether the sample of each point is too old, <c>gaps</c>: stretches about which nothing is known, <c>samples</c>: how many there are within.</summary>
    Gaps = 8,
}
