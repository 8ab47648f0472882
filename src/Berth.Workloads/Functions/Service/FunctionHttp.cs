using System.Text;
using System.Text.Json.Nodes;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Serving.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Workloads.Functions.Service;

/// <summary>The requests that a server of functions answers.</summary>
/// <param name="state">The server.</param>
/// <param name="log">Told of each request but the looks at the server itself; null for nobody.</param>
internal sealed class FunctionHttp(FunctionState state, RequestLog? log) : IHttpApplication<HttpContext>
{
    private const string ProgressPath = "/progress", ExecutionsPath = "/executions/";
    private static readonly string[] Looks = ["/", "/health", "/metrics", ProgressPath];

    private readonly FunctionCall call = new(state);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var begun = Wall();
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        var reply = await Reply(context, method, path).ConfigureAwait(false);
        // Unknown words of clients must not become names of ever more series.
        state.Metrics.Answered(method is "GET" or "POST" or "DELETE" ? method : "other", Endpoint(path), reply.Status);
        if (reply.Answer is { } answer)
            state.Metrics.Executed(answer);
        if (!Looks.Contains(Endpoint(path)) || method != "GET")
            log?.Add(new(
                reply.Answer?.StartTimestamp ?? begun, reply.Answer?.EndTimestamp ?? Wall(), path, method, reply.Payload, reply.Status, reply.Answer));
        try
        {
            await reply.Write(context.Response).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task<HttpReply> Reply(HttpContext context, string method, string path)
    {
        try
        {
            return (method, path) switch
            {
                _ when state.At(path) is { } function => await call.Execute(context, function).ConfigureAwait(false),
                ("DELETE", _) when path.StartsWith(ExecutionsPath, StringComparison.Ordinal) => Cancel(path[ExecutionsPath.Length..]),
                (not "GET", _) when Looks.Contains(Endpoint(path)) => HttpReply.Error(StatusCodes.Status405MethodNotAllowed, $"{path} is asked for by GET", allow: "GET"),
                (_, "/") => HttpReply.Json(StatusCodes.Status200OK, state.Describe()),
                (_, "/health") => HttpReply.Json(state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, state.Health()),
                (_, "/metrics") => new(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(state.MetricsText()), MetricsText.MediaType),
                (_, ProgressPath) => HttpReply.Json(StatusCodes.Status200OK, new() { ["executions"] = new JsonArray([.. state.Executor.Open().Select(execution => execution.ToJson())]) }),
                _ when path.StartsWith(ProgressPath + "/", StringComparison.Ordinal) => Progress(path[(ProgressPath.Length + 1)..]),
                _ => HttpReply.Error(StatusCodes.Status404NotFound, $"nothing is at {path}; there are {string.Join(", ", state.Paths.Concat(Looks))}, {ExecutionsPath}ID"),
            };
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The client has gone before all of its request had come.
            return HttpReply.Gone(null, null);
        }
    }

    private HttpReply Progress(string id) => state.Executor.Find(id) is { } execution ? HttpReply.Json(StatusCodes.Status200OK, execution.ToJson()) : Unknown(id);

    private HttpReply Cancel(string id) => state.Executor.Find(id) switch
    {
        null => Unknown(id),
        var execution when state.Executor.Cancel(execution) => HttpReply.Json(StatusCodes.Status202Accepted, new() { ["id"] = id, ["state"] = "cancelling" }),
        _ => HttpReply.Error(StatusCodes.Status409Conflict, $"execution {id} has finished already"),
    };

    private static HttpReply Unknown(string id) =>
        HttpReply.Error(StatusCodes.Status404NotFound, $"no execution {id} waits, runs or is among the last that finished; GET {ProgressPath} lists those that wait and run");

    private string Endpoint(string path) => state.Paths.Contains(path) || Looks.Contains(path) ? path
        : path.StartsWith(ProgressPath + "/", StringComparison.Ordinal) ? ProgressPath
        : path.StartsWith(ExecutionsPath, StringComparison.Ordinal) ? "/executions"
        : "other";

    private static long Wall() => (TimeProvider.System.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).Ticks * 100;
}
