using System.Text.Json.Nodes;
using Berth.Model.Observations;
using Berth.Workloads.Clock;

namespace Berth.Workloads.Functions.Execution;

/// <summary>Executes: prepares, measures the work, checks its result.</summary>
/// <param name="children">Where functions register their programs.</param>
internal sealed class ExecutionRun(ChildProcesses children)
{
    private const string CalledOff = "the execution was cancelled";

    /// <summary>The answer for one that was called off while it waited.</summary>
    internal static FunctionAnswer NotBegun(RequestedExecution execution)
    {
        var now = MonotonicClock.Now;
        return Answer(execution, new() { Start = now, End = now, Timestamp = WallNanoseconds() }, ExecutionOutcome.Cancelled, new(CalledOff, []));
    }

    /// <summary>Executes on the calling thread. Nothing that a function does makes it throw.</summary>
    internal FunctionAnswer Execute(RequestedExecution execution)
    {
        var moments = new Moments { Begun = MonotonicClock.Now };
        try
        {
            execution.Progress.Report(0);
            using var work = execution.Function.Prepare(execution.Arguments, execution.Progress);
            Measure(work, execution.Progress, moments);
            var result = work.Conclude((moments.End - moments.Start) / 1e9, execution.Progress);
            return Answer(execution, moments, result.ErrorMessage is null ? ExecutionOutcome.Done : ExecutionOutcome.Failed, result);
        }
        catch (OperationCanceledException)
        {
            return Answer(execution, moments, ExecutionOutcome.Cancelled, new(CalledOff, []));
        }
        catch (FunctionException failure)
        {
            return Answer(execution, moments, failure.Outcome, new(failure.Message, []), failure.MachineLacks);
        }
        catch (OutOfMemoryException failure)
        {
            return Answer(execution, moments, ExecutionOutcome.OutOfMemory, new($"the system gives no more memory: {failure.Message}", []));
        }
        catch (Exception failure)
        {
            // A mistake of ours in one request is no reason to refuse all others.
            return Answer(execution, moments, ExecutionOutcome.Failed, new($"{execution.Function.Name} broke: {failure.GetType().Name}: {failure.Message}", []));
        }
    }

    private void Measure(IFunctionWork work, ExecutionProgress progress, Moments moments)
    {
        var meter = ExecutionMeter.Begin(children);
        moments.Timestamp = WallNanoseconds();
        moments.Start = MonotonicClock.Now;
        try
        {
            work.Run(progress);
        }
        finally
        {
            moments.End = MonotonicClock.Now;
            (moments.CpuSeconds, moments.PeakBytes) = meter.End();
        }
    }

    private static FunctionAnswer Answer(RequestedExecution execution, Moments moments, ExecutionOutcome outcome, FunctionResult result, bool machineLacks = false)
    {
        if (moments.Start == 0)
            (moments.Start, moments.Timestamp) = (MonotonicClock.Now, WallNanoseconds());
        moments.End = Math.Max(moments.End, moments.Start);
        var figures = new JsonObject { ["success"] = outcome == ExecutionOutcome.Done, ["error_message"] = result.ErrorMessage };
        foreach (var (name, value) in result.Figures.ToList())
        {
            result.Figures.Remove(name);
            figures[name] = value;
        }
        return new(
            execution.Id, execution.Function.Name, Environment.ProcessId, outcome, execution.Arguments.ToJson().ToJsonString(AnswerJson.Options), execution.Received,
            moments.Start, moments.End, moments.Timestamp, moments.Begun == 0 ? 0 : (moments.Start - moments.Begun) / 1e9, moments.CpuSeconds, moments.PeakBytes,
            execution.Progress.Done, execution.Function.Unit, machineLacks, figures.ToJsonString(AnswerJson.Options));
    }

    private static long WallNanoseconds() => (TimeProvider.System.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).Ticks * 100;

    private sealed class Moments
    {
        internal long Begun { get; init; }

        internal long Start { get; set; }

        internal long End { get; set; }

        internal long Timestamp { get; set; }

        internal double CpuSeconds { get; set; }

        internal long PeakBytes { get; set; }
    }
}
