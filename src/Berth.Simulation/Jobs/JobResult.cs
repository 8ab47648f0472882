using Berth.Model.Jobs;
using Berth.Model.Observations;

namespace Berth.Simulation.Jobs;

/// <summary>What a simulation of jobs found.</summary>
/// <param name="Jobs">The jobs in order of arrival.</param>
/// <param name="Records">What became of each.</param>
/// <param name="Nodes">The nodes in the order of their names.</param>
/// <param name="Hours">Sites at the end of each hour, and at the end of the run.</param>
/// <param name="Decisions">Every decision, if they were asked for.</param>
/// <param name="Unschedulable">Why each unschedulable job is, by number.</param>
/// <param name="End">When the last job ended, nanoseconds.</param>
/// <param name="Events">Number of events.</param>
/// <param name="PolicyCalls">How often the placement policy was asked.</param>
public sealed record JobResult(
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<JobRecord> Records,
    IReadOnlyList<NodeReading> Nodes,
    IReadOnlyList<HourReading> Hours,
    IReadOnlyList<DecisionRecord> Decisions,
    IReadOnlyDictionary<int, string> Unschedulable,
    long End,
    long Events,
    long PolicyCalls);
