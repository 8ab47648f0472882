namespace Berth.Model.Observations;

/// <summary>One execution of a function: a request of a known size of work, and what it took.</summary>
/// <param name="Number">Number within its deployment.</param>
/// <param name="Function">What was executed: <c>dense</c>, <c>pi</c>, <c>video</c>, <c>stress</c>.</param>
/// <param name="Node">Node that it ran on.</param>
/// <param name="Pid">Process that executed it, whose samples are those of the execution.</param>
/// <param name="Size">Name of the size that the process had: <c>small</c>, <c>medium</c>, <c>large</c> or any other.</param>
/// <param name="Parameters">Parameters of the request as a JSON object, defaults filled in.</param>
/// <param name="Start">When its work began: nanoseconds of the run's monotonic clock, undilated.</param>
/// <param name="End">When its work ended.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Work">Work that was done, in the function's own unit (samples, training steps, frames, operations).</param>
/// <param name="CpuSeconds">Processor time of the process and its children, undilated; not a number where unknown.</param>
/// <param name="PeakBytes">Most resident memory during it, children included; 0 where unknown.</param>
/// <param name="EnergyJoules">Energy by the node's power model; not a number where unknown.</param>
/// <param name="Result">What the function reported, as a JSON object; the error where it failed.</param>
public sealed record Execution(
    long Number,
    string Function,
    string Node,
    int Pid,
    string Size,
    string Parameters,
    long Start,
    long End,
    ExecutionOutcome Outcome,
    double Work,
    double CpuSeconds,
    long PeakBytes,
    double EnergyJoules,
    string Result)
{
    /// <summary>Seconds of its work.</summary>
    public double Seconds => (End - Start) * 1e-9;
}
