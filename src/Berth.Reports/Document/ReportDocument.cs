namespace Berth.Reports.Document;

/// <summary>
/// Everything that a report shows, and the contract with the viewer (<c>viewer/src/document.ts</c>): camelCase JSON, units in the names,
/// every figure undilated. A number that is not finite is written as null.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>Version of this contract.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the experiment.</summary>
    public required string Title { get; init; }

    /// <summary>Where it ran: <c>emulation</c> or <c>simulation</c>.</summary>
    public string World { get; init; } = "emulation";

    /// <summary>What was asked: <c>Where should camera run?</c></summary>
    public required string Question { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Answer { get; init; }

    /// <summary>What the reader has to know before believing the figures, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>In what the world was not as the file says, and what was found out about it, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>When the report was written, as text in UTC.</summary>
    public required string Generated { get; init; }

    /// <summary>The experiment file as read.</summary>
    public required string ExperimentYaml { get; init; }

    /// <summary>Versions of Berth and of what it used.</summary>
    public required IReadOnlyList<ReportFact> Versions { get; init; }

    /// <summary>The machine that the run used.</summary>
    public required IReadOnlyList<ReportFact> Machine { get; init; }

    /// <summary>Seed of every random stream.</summary>
    public required long Seed { get; init; }

    /// <summary>How much slower than real time the run was, and why.</summary>
    public required ReportDilation Dilation { get; init; }

    /// <summary>Where the database and the exports lie; null when nothing was kept.</summary>
    public required string? RunFolder { get; init; }

    /// <summary>One row for each variant, workload and placement, in the order of the file.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>What was measured over time, one entry for each repetition.</summary>
    public required IReadOnlyList<ReportTimeSeries> TimeSeries { get; init; }

    /// <summary>Sites, links and what flowed.</summary>
    public required ReportTopology Topology { get; init; }

    /// <summary>The self-check; empty when it was skipped.</summary>
    public required IReadOnlyList<ReportCheck> Checks { get; init; }

    /// <summary>What the policies decided.</summary>
    public required IReadOnlyList<ReportDecision> Decisions { get; init; }

    /// <summary>What happened besides: links that changed, processes that died, items that were lost.</summary>
    public required IReadOnlyList<ReportEvent> Events { get; init; }

    /// <summary>The figures of an emulated run of the same experiment beside those of this simulated one; empty without.</summary>
    public IReadOnlyList<ReportWorlds> Worlds { get; init; } = [];

    /// <summary>The comparison of policies on jobs; null when there are none.</summary>
    public ReportJobs? Jobs { get; init; }

    /// <summary>The comparison of scaling policies; null when there are no services.</summary>
    public ReportServices? Services { get; init; }
}
