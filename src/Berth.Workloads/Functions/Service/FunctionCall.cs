using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Model.Observations;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;
using Microsoft.AspNetCore.Http;

namespace Berth.Workloads.Functions.Service;

/// <summary>A request to a function, from its parameters to its answer.</summary>
/// <param name="state">The server.</param>
internal sealed class FunctionCall(FunctionState state)
{
    /// <summary>Names an execution, so that it can be watched and called off.</summary>
    internal const string IdHeader = "Execution-Id";

    private const int LargestBody = 65_536, LongestId = 64;

    /// <summary>Reads, executes, answers.</summary>
    /// <exception cref="IOException">The client has gone before all of its request had come.</exception>
    internal async Task<HttpReply> Execute(HttpContext context, Function function)
    {
        var request = context.Request;
        if (request.Method != "POST" && !(request.Method == "GET" && function.TakesGet))
            return HttpReply.Error(StatusCodes.Status405MethodNotAllowed, $"{request.Path} is asked for by {(function.TakesGet ? "POST or GET" : "POST")}", allow: function.TakesGet ? "POST, GET" : "POST");
        var id = request.Headers[IdHeader].FirstOrDefault();
        if (id is not null && !IsName(id))
            return HttpReply.Error(StatusCodes.Status400BadRequest, $"{IdHeader} is not 1 to {LongestId} letters, digits, dots, dashes or underscores");
        JsonNode? payload = null;
        try
        {
            var arguments = request.Method == "GET" ? ReadQuery(request, function, out payload) : ArgumentReader.Read(function.Parameters, await ReadBody(request, node => payload = node).ConfigureAwait(false));
            return await Execute(context, new(id ?? state.Executor.NextId(), function, arguments), payload).ConfigureAwait(false);
        }
        catch (ArgumentsException exception)
        {
            return HttpReply.Error(StatusCodes.Status400BadRequest, exception.Message, exception.Errors) with { Payload = payload };
        }
        catch (BodyTooLargeException)
        {
            return HttpReply.Error(StatusCodes.Status413PayloadTooLarge, $"the body has more than {LargestBody} bytes");
        }
    }

    private async Task<HttpReply> Execute(HttpContext context, RequestedExecution execution, JsonNode? payload)
    {
        using var _ = execution;
        var admission = state.Executor.TryAdd(execution);
        if (admission != Admission.Taken)
            return Refusal(admission, execution.Id) with { Payload = payload };
        FunctionAnswer answer;
        await using (context.RequestAborted.Register(() => state.Executor.Cancel(execution)))
            answer = await execution.Answer.ConfigureAwait(false);
        return context.RequestAborted.IsCancellationRequested
            ? HttpReply.Gone(answer, payload)
            : new(StatusOf(answer), Encoding.UTF8.GetBytes(answer.ToJson())) { Answer = answer, Payload = payload, Id = execution.Id };
    }

    private HttpReply Refusal(Admission admission, string id) => admission switch
    {
        Admission.IdIsTaken => HttpReply.Error(StatusCodes.Status409Conflict, $"an execution named {id} waits or runs already"),
        Admission.QueueIsFull => HttpReply.Error(StatusCodes.Status503ServiceUnavailable, "the queue is full") with { RetryAfterSeconds = state.Executor.RetrySeconds },
        _ => HttpReply.Error(StatusCodes.Status503ServiceUnavailable, "the server is about to end") with { RetryAfterSeconds = 1 },
    };

    private static int StatusOf(FunctionAnswer answer) => answer switch
    {
        { MachineLacks: true } => StatusCodes.Status501NotImplemented,
        { Outcome: ExecutionOutcome.Done } => StatusCodes.Status200OK,
        { Outcome: ExecutionOutcome.Cancelled } => StatusCodes.Status409Conflict,
        { Outcome: ExecutionOutcome.OutOfMemory } => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Arguments ReadQuery(HttpRequest request, Function function, out JsonNode? payload)
    {
        var given = request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))).ToList();
        var asked = new JsonObject();
        foreach (var (name, text) in given)
            asked[name] = double.TryParse(text, out var number) && double.IsFinite(number) ? number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number : text;
        payload = asked;
        return ArgumentReader.Read(function.Parameters, given);
    }

    /// <summary>The body as JSON; undefined where it is empty.</summary>
    private static async Task<JsonElement> ReadBody(HttpRequest request, Action<JsonNode?> tell)
    {
        var body = new byte[Math.Clamp(request.ContentLength ?? LargestBody, 0, LargestBody) + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false).ConfigureAwait(false);
        if (length > LargestBody)
            throw new BodyTooLargeException();
        if (body.AsSpan(0, length).Trim(" \t\r\n"u8).IsEmpty)
            return default;
        try
        {
            using var json = JsonDocument.Parse(body.AsMemory(0, length));
            var root = json.RootElement.Clone();
            tell(root.ValueKind is JsonValueKind.Object ? JsonObject.Create(root) : JsonValue.Create(root));
            return root;
        }
        catch (JsonException exception)
        {
            tell(JsonValue.Create(Encoding.UTF8.GetString(body, 0, length)));
            throw new ArgumentsException([new("", $"the body is no JSON: {exception.Message}", "a JSON object of parameters", null)]);
        }
    }

    private static bool IsName(string id) => id.Length is > 0 and <= LongestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private sealed class BodyTooLargeException : Exception;
}
