using System.Text.Json;

namespace Berth.Workloads.Tests.Functions;

/// <summary>What a server of functions answered.</summary>
internal sealed record FunctionReply(int Status, JsonElement Json, TimeSpan? RetryAfter, string? Id)
{
    internal JsonElement Execution => Json.GetProperty("execution");

    internal string? Error => Json.GetProperty("error_message").GetString();

    internal double Number(string name) => Json.GetProperty(name).GetDouble();

    /// <summary>Asserts the status; the body is in the message otherwise.</summary>
    internal FunctionReply Is(int status)
    {
        Assert.True(status == Status, $"{Status} instead of {status}: {Json}");
        return this;
    }
}
