using Berth.Model.Observations;

namespace Berth.Workloads.Functions;

/// <summary>Why an execution did not end well; the message is for people.</summary>
internal sealed class FunctionException(string message, ExecutionOutcome outcome = ExecutionOutcome.Failed, bool machineLacks = false) : Exception(message)
{
    /// <summary>How it counts.</summary>
    internal ExecutionOutcome Outcome { get; } = outcome;

    /// <summary>Whether this machine lacks something; the message names the command that adds it.</summary>
    internal bool MachineLacks { get; } = machineLacks;
}
