using System.Text.Json.Nodes;

namespace Berth.Workloads.Functions.Service;

/// <summary>What is logged of a request.</summary>
/// <param name="StartTimestamp">Nanoseconds since 1970: begin of the execution's work, or arrival of a request that executed nothing.</param>
/// <param name="EndTimestamp">End of the work, or the answer.</param>
/// <param name="Endpoint">Path.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Payload">What was asked for: the parameters as they came; null where there were none.</param>
/// <param name="Status">HTTP status of the answer; 499 where the client had gone.</param>
/// <param name="Answer">The execution, where there was one.</param>
internal sealed record LogEntry(long StartTimestamp, long EndTimestamp, string Endpoint, string Method, JsonNode? Payload, int Status, FunctionAnswer? Answer)
{
    /// <summary>The name of the function; <c>none</c> where nothing was executed.</summary>
    internal string Function => Answer?.Function ?? "none";

    /// <summary>The line.</summary>
    internal string ToLine()
    {
        var line = new JsonObject
        {
            ["type"] = "prev_request_history",
            ["end_timestamp_ns"] = EndTimestamp,
            ["start_timestamp_ns"] = StartTimestamp,
            ["endpoint"] = Endpoint,
            ["method"] = Method,
            ["payload"] = Payload?.DeepClone(),
            ["status"] = Status,
        };
        if (Answer is not null)
        {
            line["execution_id"] = Answer.Id;
            line["function"] = Answer.Function;
            line["success"] = Answer.Success;
            line["cpu_seconds"] = Answer.CpuSeconds;
            line["peak_bytes"] = Answer.PeakBytes;
            line["work"] = Answer.Work;
        }
        return line.ToJsonString(AnswerJson.Options);
    }
}
