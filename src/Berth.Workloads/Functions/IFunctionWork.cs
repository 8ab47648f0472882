using Berth.Workloads.Functions.Execution;

namespace Berth.Workloads.Functions;

/// <summary>A function with its arguments, ready to begin. It is used by one thread.</summary>
internal interface IFunctionWork : IDisposable
{
    /// <summary>The work, which is measured; called once.</summary>
    /// <exception cref="FunctionException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    void Run(ExecutionProgress progress);

    /// <summary>Checks the result and says what it is; not measured.</summary>
    /// <param name="seconds">What the work took.</param>
    /// <param name="progress">Of the execution.</param>
    FunctionResult Conclude(double seconds, ExecutionProgress progress);
}
