using System.Text.Json.Nodes;

namespace Berth.Workloads.Functions;

/// <summary>What an execution found.</summary>
/// <param name="ErrorMessage">Why the result is wrong; null where it is right.</param>
/// <param name="Figures">The result by name, in snake case, as the answer shows it.</param>
internal sealed record FunctionResult(string? ErrorMessage, JsonObject Figures);
