namespace Berth.Cluster.Objects;

/// <summary>What a kubelet knows of use, as far as it is read here.</summary>
public sealed record StatsSummary
{
    /// <summary>The node as a whole.</summary>
    public SummaryStats? Node { get; init; }

    /// <summary>Its pods.</summary>
    public IReadOnlyList<SummaryStats>? Pods { get; init; }
}

/// <summary>What a node or a pod has used.</summary>
public sealed record SummaryStats
{
    /// <summary>Which pod; null for the node.</summary>
    public ObjectReference? PodRef { get; init; }

    /// <summary>Processor.</summary>
    public SummaryCpu? Cpu { get; init; }

    /// <summary>Memory.</summary>
    public SummaryMemory? Memory { get; init; }

    /// <summary>Network.</summary>
    public SummaryNetwork? Network { get; init; }
}

/// <summary>Use of processors.</summary>
/// <param name="Time">When.</param>
/// <param name="UsageCoreNanoSeconds">Since the start.</param>
public sealed record SummaryCpu(DateTimeOffset? Time, double? UsageCoreNanoSeconds);

/// <summary>Use of memory.</summary>
/// <param name="Time">When.</param>
/// <param name="WorkingSetBytes">What cannot be taken back without loss.</param>
public sealed record SummaryMemory(DateTimeOffset? Time, double? WorkingSetBytes);

/// <summary>Use of networks.</summary>
/// <param name="Time">When.</param>
/// <param name="Interfaces">The interfaces.</param>
public sealed record SummaryNetwork(DateTimeOffset? Time, IReadOnlyList<SummaryInterface>? Interfaces);

/// <summary>Use of an interface since its start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RxBytes">Received.</param>
/// <param name="TxBytes">Sent.</param>
public sealed record SummaryInterface(string Name, double? RxBytes, double? TxBytes);
