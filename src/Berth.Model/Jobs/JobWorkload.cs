using Berth.Model.Functions;
using Berth.Model.Units;

namespace Berth.Model.Jobs;

/// <summary>A set of jobs of an experiment: from a trace, from a generator, or calls of functions, with what their source does not say.</summary>
/// <param name="Name">Name, unique in the experiment.</param>
/// <param name="Trace">The trace; null when the jobs come from elsewhere.</param>
/// <param name="Generator">The generator; null when the jobs come from elsewhere.</param>
/// <param name="Calls">The calls; null when the jobs come from elsewhere.</param>
/// <param name="Limit">Most jobs that are taken; null takes all.</param>
/// <param name="Deadline">Deadline of jobs that have none.</param>
/// <param name="Slack">Deadline of jobs that have none as their length and this much more; null is none.</param>
/// <param name="Interruptible">Whether the jobs may be suspended.</param>
/// <param name="Profile">Absolute path of a scaling profile that makes the jobs elastic; null leaves them rigid.</param>
public sealed record JobWorkload(
    string Name,
    TraceFile? Trace,
    JobGenerator? Generator,
    CallGenerator? Calls,
    int? Limit,
    Duration? Deadline,
    Duration? Slack,
    bool Interruptible,
    string? Profile);

/// <summary>A trace of jobs in the format of another tool.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Format">Name of the format.</param>
/// <param name="Start">Time of the trace that is the start of the run, from its own beginning.</param>
/// <param name="Stretch">Factor of the times between arrivals.</param>
public sealed record TraceFile(string Path, string Format, Duration Start, double Stretch);

/// <summary>Jobs that are drawn from named random streams.</summary>
/// <param name="Pattern">How they arrive: <c>poisson</c>, <c>bursts</c> or <c>diurnal</c>.</param>
/// <param name="Mix">What they need: a name that the generators know.</param>
/// <param name="Rate">Mean arrivals a second.</param>
/// <param name="Count">How many jobs.</param>
/// <param name="Scale">Factor of their lengths.</param>
public sealed record JobGenerator(string Pattern, string Mix, Frequency Rate, int Count, double Scale);

/// <summary>Calls of functions that are drawn from named random streams.</summary>
/// <param name="Functions">What is called, by weight, and the parameters.</param>
/// <param name="Rate">Mean arrivals a second, at exponential distances.</param>
/// <param name="Count">How many calls.</param>
public sealed record CallGenerator(IReadOnlyList<FunctionUse> Functions, Frequency Rate, int Count);
