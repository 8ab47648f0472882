using System.Text;
using System.Text.Json.Nodes;
using Berth.Workloads.Functions.Parameters;
using Microsoft.AspNetCore.Http;

namespace Berth.Workloads.Functions.Service;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="MediaType">Its type.</param>
internal sealed record HttpReply(int Status, byte[] Body, string MediaType = "application/json")
{
    /// <summary>As proxies count a client that has closed its connection.</summary>
    internal const int ClientHasGone = 499;

    /// <summary>The execution behind it.</summary>
    internal FunctionAnswer? Answer { get; init; }

    /// <summary>What was asked for, for the log.</summary>
    internal JsonNode? Payload { get; init; }

    /// <summary>Name of the execution, for the client.</summary>
    internal string? Id { get; init; }

    /// <summary>When to try again.</summary>
    internal int? RetryAfterSeconds { get; init; }

    private string? Allow { get; init; }

    internal static HttpReply Json(int status, JsonObject body) => new(status, Encoding.UTF8.GetBytes(body.ToJsonString(AnswerJson.Options)));

    internal static HttpReply Error(int status, string message, IReadOnlyList<ArgumentError>? errors = null, string? allow = null)
    {
        var body = new JsonObject { ["success"] = false, ["error_message"] = message };
        if (errors is not null)
            body["errors"] = new JsonArray(
            [
                .. errors.Select(error => new JsonObject
                {
                    ["parameter"] = error.Parameter, ["problem"] = error.Problem, ["allowed"] = error.Allowed, ["suggestion"] = error.Suggestion,
                }),
            ]);
        return Json(status, body) with { Allow = allow };
    }

    /// <summary>Nobody reads it; it is only logged and counted.</summary>
    internal static HttpReply Gone(FunctionAnswer? answer, JsonNode? payload) => new(ClientHasGone, []) { Answer = answer, Payload = payload };

    internal async Task Write(HttpResponse response)
    {
        if (Status == ClientHasGone)
        {
            response.HttpContext.Abort();
            return;
        }
        (response.StatusCode, response.ContentType, response.ContentLength) = (Status, MediaType, Body.Length);
        if (Allow is not null)
            response.Headers.Allow = Allow;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        if (Id is not null)
            response.Headers[FunctionCall.IdHeader] = Id;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(Body).ConfigureAwait(false);
    }
}
