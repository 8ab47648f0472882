using Berth.Model.Functions;
using Berth.Model.Units;

namespace Berth.Model.Jobs;

/// <summary>A piece of work that arrives, runs for a while with some resources for itself, and ends.</summary>
/// <param name="Name">Name, unique among the jobs of a run.</param>
/// <param name="Arrival">When it is submitted, from the start of the run.</param>
/// <param name="Cpu">Cores that it holds while it runs.</param>
/// <param name="Memory">Memory that it holds while it runs.</param>
/// <param name="Gpu">Graphics processors that it holds while it runs.</param>
/// <param name="Length">How long it runs on nodes of speed 1, with one server if it is elastic; of a call what is expected.</param>
/// <param name="Deadline">Time from its arrival by which it should have ended; null is none.</param>
/// <param name="Priority">The higher comes first.</param>
/// <param name="Class">Kind of job, for grouping: <c>tiny</c>, <c>batch</c>; empty is none.</param>
/// <param name="Constraints">Where it may run; null is anywhere.</param>
/// <param name="Elastic">How it gains from several servers, each with the resources above; null uses one.</param>
/// <param name="Interruptible">Whether it may be suspended and resumed.</param>
/// <param name="Call">The function that it executes; null is unknown.</param>
/// <param name="Declared">The length that policies are told; null is the real one.</param>
public sealed record Job(
    string Name,
    Duration Arrival,
    Cpu Cpu,
    Memory Memory,
    GpuDemand Gpu,
    Duration Length,
    Duration? Deadline = null,
    int Priority = 0,
    string Class = "",
    JobConstraints? Constraints = null,
    ScalingProfile? Elastic = null,
    bool Interruptible = false,
    FunctionCall? Call = null,
    Duration? Declared = null);
