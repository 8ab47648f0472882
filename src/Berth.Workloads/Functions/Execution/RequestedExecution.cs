using System.Text.Json.Nodes;
using Berth.Workloads.Clock;
using Berth.Workloads.Functions.Parameters;

namespace Berth.Workloads.Functions.Execution;

/// <summary>One execution, from the request to the answer. Its state is guarded by the executor's lock.</summary>
internal sealed class RequestedExecution : IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly TaskCompletionSource<FunctionAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="id">What the client or the server calls it.</param>
    /// <param name="function">What to execute.</param>
    /// <param name="arguments">With what.</param>
    internal RequestedExecution(string id, Function function, Arguments arguments)
    {
        (Id, Function, Arguments) = (id, function, arguments);
        Progress = new(cancellation.Token);
    }

    internal string Id { get; }

    internal Function Function { get; }

    internal Arguments Arguments { get; }

    internal ExecutionProgress Progress { get; }

    internal ExecutionState State { get; set; }

    /// <summary>When it was asked for, by <see cref="MonotonicClock"/>.</summary>
    internal long Received { get; } = MonotonicClock.Now;

    /// <summary>What becomes of it.</summary>
    internal Task<FunctionAnswer> Answer => answer.Task;

    /// <summary>What <c>GET /progress</c> says of it.</summary>
    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["function"] = Function.Name,
        ["state"] = State.ToString().ToLowerInvariant(),
        ["progress"] = Math.Round(State == ExecutionState.Finished && Answer is { IsCompletedSuccessfully: true, Result.Success: true } ? 1 : Progress.Fraction, 4),
        ["work"] = Progress.Done,
        ["work_unit"] = Function.Unit,
    };

    internal void Cancel() => cancellation.Cancel();

    internal void Finish(FunctionAnswer result) => answer.TrySetResult(result);

    public void Dispose() => cancellation.Dispose();
}
