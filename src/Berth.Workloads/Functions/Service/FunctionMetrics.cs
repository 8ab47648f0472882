using System.Collections.Concurrent;
using System.Text.Json;
using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Functions.Service;

/// <summary>What a server of functions counts. May be used from any thread.</summary>
internal sealed class FunctionMetrics
{
    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000];

    private readonly ConcurrentDictionary<(string Method, string Endpoint, int Status), StrongCount> requests = new();
    private readonly ConcurrentDictionary<(string Function, string Outcome), StrongCount> executions = new();
    private readonly ConcurrentDictionary<string, Histogram> works = new();
    private readonly ConcurrentDictionary<string, Histogram> waits = new();

    /// <summary>A request was answered.</summary>
    internal void Answered(string method, string endpoint, int status) => requests.GetOrAdd((method, endpoint, status), _ => new()).Add();

    /// <summary>An execution has ended.</summary>
    internal void Executed(FunctionAnswer answer)
    {
        executions.GetOrAdd((answer.Function, JsonNamingPolicy.SnakeCaseLower.ConvertName(answer.Outcome.ToString())), _ => new()).Add();
        works.GetOrAdd(answer.Function, _ => new(Seconds)).Observe((answer.End - answer.Start) / 1e9);
        waits.GetOrAdd(answer.Function, _ => new(Seconds)).Observe(Math.Max(0, (answer.Start - answer.Received) / 1e9 - answer.PreparationSeconds));
    }

    internal void Write(MetricsText text)
    {
        text.Describe("berth_function_requests_total", "counter", "Requests that were answered.");
        foreach (var (key, count) in requests.OrderBy(each => each.Key))
            text.Sample("berth_function_requests_total", $"method=\"{key.Method}\",endpoint=\"{key.Endpoint}\",status=\"{key.Status}\"", count.Value);
        text.Describe("berth_function_executions_total", "counter", "Executions that have ended.");
        foreach (var (key, count) in executions.OrderBy(each => each.Key))
            text.Sample("berth_function_executions_total", $"function=\"{key.Function}\",outcome=\"{key.Outcome}\"", count.Value);
        Write(text, works, "berth_function_work_seconds", "Time of the work of an execution.");
        Write(text, waits, "berth_function_wait_seconds", "Time that an execution waited for its turn.");
    }

    private static void Write(MetricsText text, ConcurrentDictionary<string, Histogram> histograms, string name, string help)
    {
        text.Describe(name, "histogram", help);
        foreach (var (function, histogram) in histograms.OrderBy(each => each.Key, StringComparer.Ordinal))
            histogram.Write(text, name, $"function=\"{function}\"");
    }

    private sealed class StrongCount
    {
        private long count;

        internal long Value => Volatile.Read(ref count);

        internal void Add() => Interlocked.Increment(ref count);
    }
}
