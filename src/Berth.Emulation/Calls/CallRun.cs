using Berth.Model.Observations;

namespace Berth.Emulation.Calls;

/// <summary>A call that has been executed.</summary>
/// <param name="Call">Number of the call.</param>
/// <param name="Node">Index of its node.</param>
/// <param name="Start">When it was sent to the node, nanoseconds of the world's time from the start of its trial.</param>
/// <param name="End">When its answer had come.</param>
/// <param name="Execution">What its function tells of it, in the world's time.</param>
/// <param name="Used">Part of its node that it used while it ran.</param>
internal sealed record CallRun(int Call, int Node, long Start, long End, Execution Execution, double Used)
{
    /// <summary>Seconds for which it held its node.</summary>
    internal double Seconds => (End - Start) * 1e-9;
}
