using System.Diagnostics;
using System.Text.Json.Nodes;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;
using Berth.Workloads.Native;
using Berth.Workloads.Serving.Metrics;

namespace Berth.Workloads.Functions.Service;

/// <summary>What a server of functions knows of itself.</summary>
/// <param name="functions">Those that it serves.</param>
/// <param name="executor">Where requests wait.</param>
/// <param name="process">What its process uses.</param>
/// <param name="settings">Its settings.</param>
internal sealed class FunctionState(IReadOnlyList<Function> functions, Executor executor, ProcessMetrics process, FunctionServerSettings settings)
{
    private static readonly DateTime Begun = Started();
    private double? startupSeconds;

    internal Executor Executor => executor;

    /// <summary>What it serves.</summary>
    internal IReadOnlyList<Function> Functions => functions;

    internal FunctionMetrics Metrics { get; private set; } = new();

    /// <summary>Whether it takes nothing more.</summary>
    internal bool IsEnding { get; set; }

    internal bool IsReady => startupSeconds is not null && !IsEnding;

    /// <summary>Where functions are asked for.</summary>
    internal IEnumerable<string> Paths => functions.SelectMany(function => function.Paths);

    private static double UptimeSeconds => (TimeProvider.System.GetUtcNow().UtcDateTime - Begun).TotalSeconds;

    internal Function? At(string? path) => functions.FirstOrDefault(function => function.Paths.Contains(path));

    /// <summary>Notes that it is ready; what was counted until then is forgotten.</summary>
    /// <returns>Seconds since the start of the process.</returns>
    internal double Ready()
    {
        Metrics = new();
        startupSeconds = Math.Round(UptimeSeconds, 2);
        return startupSeconds.Value;
    }

    /// <summary>What <c>GET /health</c> answers.</summary>
    internal JsonObject Health() => new()
    {
        ["status"] = IsEnding ? "ending" : startupSeconds is null ? "starting" : "ready",
        ["startupSeconds"] = startupSeconds,
        ["uptimeSeconds"] = Math.Round(UptimeSeconds, 2),
        ["functions"] = new JsonArray([.. functions.Select(function => JsonValue.Create(function.Name))]),
        ["size"] = settings.Size,
        ["pod"] = settings.Pod,
        ["queueLimit"] = settings.QueueLimit,
        ["waiting"] = executor.Waiting,
        ["busy"] = executor.IsBusy ? 1 : 0,
        ["ffmpeg"] = InstalledPrograms.Has("ffmpeg"),
    };

    /// <summary>What <c>GET /</c> answers: the functions and what they may be told.</summary>
    internal JsonObject Describe() => new()
    {
        ["functions"] = new JsonArray([.. functions.Select(function => new JsonObject
        {
            ["name"] = function.Name,
            ["paths"] = new JsonArray([.. function.Paths.Select(path => JsonValue.Create(path))]),
            ["methods"] = new JsonArray([.. ((string[])(function.TakesGet ? ["POST", "GET"] : ["POST"])).Select(method => JsonValue.Create(method))]),
            ["summary"] = function.Summary,
            ["work_unit"] = function.Unit,
            ["parameters"] = new JsonArray([.. function.Parameters.Select(Describe)]),
        })]),
    };

    /// <summary>What <c>GET /metrics</c> answers.</summary>
    internal string MetricsText()
    {
        var text = new MetricsText();
        process.Write(text, UptimeSeconds, (Begun - DateTime.UnixEpoch).TotalSeconds);
        Metrics.Write(text);
        text.Single("berth_function_ready", "gauge", "1 when it takes requests.", IsReady ? 1 : 0);
        text.Single("berth_function_startup_seconds", "gauge", "From the start of the process until it was ready.", startupSeconds ?? double.NaN);
        text.Single("berth_function_waiting", "gauge", "Executions that wait.", executor.Waiting);
        text.Single("berth_function_queue_limit", "gauge", "Most executions that may wait.", settings.QueueLimit);
        text.Single("berth_function_busy", "gauge", "1 while one is executed.", executor.IsBusy ? 1 : 0);
        return text.ToString();
    }

    private static JsonObject Describe(Parameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["type"] = parameter.Kind.ToString().ToLowerInvariant(),
        ["least"] = parameter.Least,
        ["most"] = parameter.Most,
        ["default"] = parameter.Default,
        ["meaning"] = parameter.Meaning,
    };

    private static DateTime Started()
    {
        using var self = Process.GetCurrentProcess();
        return self.StartTime.ToUniversalTime();
    }
}
