using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Model.Observations;

namespace Berth.Workloads.Functions;

/// <summary>What an execution was, as the property <c>execution</c> of every answer carries it, and its result.</summary>
/// <param name="Id">What the client or the server called it.</param>
/// <param name="Function"><c>dense</c>, <c>pi</c>, <c>video</c> or <c>stress</c>.</param>
/// <param name="Pid">Process of the server.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Parameters">Parameters as a JSON object, defaults filled in.</param>
/// <param name="Received">When all of the request had come: nanoseconds of CLOCK_MONOTONIC.</param>
/// <param name="Start">When its work began, which is after what it needs was there; the moment of giving up where it did not begin.</param>
/// <param name="End">When its work ended.</param>
/// <param name="StartTimestamp">Start in nanoseconds since 1970.</param>
/// <param name="PreparationSeconds">What getting ready took: data, memory, the clip.</param>
/// <param name="CpuSeconds">Processor time of the process and its children from start to end.</param>
/// <param name="PeakBytes">Most resident memory of the process from start to end, plus the most of a child.</param>
/// <param name="Work">Work that was done.</param>
/// <param name="WorkUnit">What it is counted in.</param>
/// <param name="MachineLacks">Whether it failed because this machine lacks something.</param>
/// <param name="Result">What the function reported, as a JSON object; <c>success</c> and <c>error_message</c> are in it.</param>
public sealed record FunctionAnswer(
    string Id, string Function, int Pid, ExecutionOutcome Outcome, string Parameters, long Received, long Start, long End, long StartTimestamp,
    double PreparationSeconds, double CpuSeconds, long PeakBytes, double Work, string WorkUnit, bool MachineLacks, string Result)
{
    private const string Property = "execution";

    /// <summary>End in nanoseconds since 1970, as far from the start as on the monotonic clock.</summary>
    public long EndTimestamp => StartTimestamp + (End - Start);

    /// <summary>Whether the work was done and its result is right.</summary>
    public bool Success => Outcome == ExecutionOutcome.Done;

    /// <summary>The body of the answer: the result, and the execution as a property of it.</summary>
    public string ToJson()
    {
        var body = JsonNode.Parse(Result)!.AsObject();
        body[Property] = new JsonObject
        {
            ["id"] = Id,
            ["function"] = Function,
            ["pid"] = Pid,
            ["outcome"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(Outcome.ToString()),
            ["parameters"] = JsonNode.Parse(Parameters),
            ["received_ns"] = Received,
            ["start_ns"] = Start,
            ["end_ns"] = End,
            ["start_timestamp_ns"] = StartTimestamp,
            ["end_timestamp_ns"] = EndTimestamp,
            ["preparation_seconds"] = PreparationSeconds,
            ["cpu_seconds"] = CpuSeconds,
            ["peak_bytes"] = PeakBytes,
            ["work"] = Work,
            ["work_unit"] = WorkUnit,
            ["machine_lacks"] = MachineLacks,
        };
        return body.ToJsonString(AnswerJson.Options);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="body">Body of an answer, of any status.</param>
    /// <returns>Null where the body tells of no execution: what was asked for was refused.</returns>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    /// <exception cref="InvalidOperationException">Its execution is not complete.</exception>
    public static FunctionAnswer? Parse(string body)
    {
        var whole = JsonNode.Parse(body) as JsonObject ?? throw new JsonException("the answer is no JSON object");
        if (whole[Property] is not JsonObject execution)
            return null;
        whole.Remove(Property);
        JsonNode Of(string name) => execution[name] ?? throw new InvalidOperationException($"the answer's execution has no {name}");
        return new(
            Of("id").GetValue<string>(), Of("function").GetValue<string>(), Of("pid").GetValue<int>(),
            Enum.Parse<ExecutionOutcome>(Of("outcome").GetValue<string>().Replace("_", "", StringComparison.Ordinal), ignoreCase: true), Of("parameters").ToJsonString(AnswerJson.Options),
            Of("received_ns").GetValue<long>(), Of("start_ns").GetValue<long>(), Of("end_ns").GetValue<long>(), Of("start_timestamp_ns").GetValue<long>(),
            Of("preparation_seconds").GetValue<double>(), Of("cpu_seconds").GetValue<double>(), Of("peak_bytes").GetValue<long>(), Of("work").GetValue<double>(),
            Of("work_unit").GetValue<string>(), Of("machine_lacks").GetValue<bool>(), whole.ToJsonString(AnswerJson.Options));
    }
}
