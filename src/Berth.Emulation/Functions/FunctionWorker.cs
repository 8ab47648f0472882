using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Berth.Accounting;
using Berth.Emulation.Runs;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Workloads.Clock;
using Berth.Workloads.Functions;
using Berth.Workloads.Programs;

namespace Berth.Emulation.Functions;

/// <summary>The process that executes functions on a node, one at a time. When it dies it is started anew.</summary>
internal sealed class FunctionWorker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly IFunctionNode _node;
    private readonly int _lane;
    private readonly PowerModel? _power;
    private LineProgram? _process;
    private HttpClient? _client;

    /// <summary>A worker that is not started yet.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="lane">Which of the node's lanes it is in.</param>
    internal FunctionWorker(IFunctionNode node, int lane = 0)
    {
        (_node, _lane) = (node, lane);
        _power = node.Node.Site.Power is { } curve ? new PowerModel(curve) : null;
    }

    /// <summary>The node that it is on.</summary>
    internal Node Node => _node.Node;

    /// <summary>Starts the process, unless it runs.</summary>
    /// <exception cref="Exception">It cannot start: the exception of its world.</exception>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        if (_process is { Died: false })
            return;
        End();
        _process = _node.StartServer(_lane, ["work", "functions", "--port", "0", "--size", _node.Node.Site.Name, "--pod", _node.Node.Name]);
        _client = _node.Reach(new(await _process.ReadyAsync(Patience, cancellation).ConfigureAwait(false)));
    }

    /// <summary>Executes a function. Whatever becomes of it, there is an execution to tell of.</summary>
    /// <param name="number">Number of the execution.</param>
    /// <param name="function">The function.</param>
    /// <param name="parameters">What it is asked for.</param>
    /// <param name="cancellation">Calls it off.</param>
    internal async Task<Execution> ExecuteAsync(long number, string function, IReadOnlyDictionary<string, double> parameters, CancellationToken cancellation)
    {
        await StartAsync(cancellation).ConfigureAwait(false);
        var (pid, begun) = (_process!.Pid, MonotonicClock.Now);
        var asked = JsonSerializer.Serialize(parameters);
        try
        {
            using var body = new StringContent(asked, Json);
            using var answer = await _client!.PostAsync(new Uri(function, UriKind.Relative), body, cancellation).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            // What stands between may answer in the place of a server that is gone.
            if (answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable && !text.StartsWith('{'))
                throw new HttpRequestException(text);
            return FunctionAnswer.Parse(text) is { } done
                ? new(number, function, _node.Node.Name, pid, _node.Node.Site.Name, done.Parameters, done.Start - _node.ClockAhead, done.End - _node.ClockAhead, done.Outcome, done.Work, done.CpuSeconds, done.PeakBytes, double.NaN, done.Result)
                : Ended(ExecutionOutcome.Refused, text);
        }
        catch (HttpRequestException lost)
        {
            await _process.EndedAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(5), cancellation).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            if (!_process.Died)
                return Ended(ExecutionOutcome.Failed, lost.Message);
            return Ended(_process.Ending.Contains("memory", StringComparison.Ordinal) ? ExecutionOutcome.OutOfMemory : ExecutionOutcome.Failed, $"the process was {_process.Ending}");
        }

        Execution Ended(ExecutionOutcome outcome, string why) => new(
            number, function, _node.Node.Name, pid, _node.Node.Site.Name, asked, begun, MonotonicClock.Now, outcome, 0, double.NaN, 0, double.NaN, JsonSerializer.Serialize(new { success = false, error_message = why }));
    }

    /// <summary>An execution in the world's time, with the energy of its node by the power model at its processor time; and the part of the node that it used, all where that is unknown.</summary>
    internal (Execution Execution, double Used) InWorld(Execution execution, WorldTime time)
    {
        var used = execution.CpuSeconds / (execution.Seconds * _node.Capacity);
        var part = double.IsFinite(used) ? Math.Clamp(used, 0, 1) : 1;
        execution = execution with { Start = time.Undilate(execution.Start), End = time.Undilate(execution.End) };
        return (execution with { EnergyJoules = double.IsFinite(used) && _power is not null ? _power.At(part).Watts * execution.Seconds : double.NaN }, part);
    }

    private void End()
    {
        if (_process is not null)
            _node.Remove(_process);
        _process = null;
        _client?.Dispose();
    }

    /// <summary>Ends the process.</summary>
    public void Dispose() => End();
}
