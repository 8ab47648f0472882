using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Workloads.Functions;

/// <summary>How answers and log lines are written: on one line, letters as they are.</summary>
internal static class AnswerJson
{
    internal static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
