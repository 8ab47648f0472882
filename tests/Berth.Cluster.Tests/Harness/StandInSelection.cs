using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Which objects a request means: namespace, equalities of labels, and equalities and inequalities of fields.</summary>
internal static class StandInSelection
{
    internal static bool Selects(IQueryCollection query, string space, JsonObject item) =>
        (space.Length == 0 || item["metadata"]!["namespace"]?.GetValue<string>() == space)
        && Terms(query["labelSelector"]).All(term => Holds(term, name => item["metadata"]!["labels"]?[name]?.GetValue<string>() ?? ""))
        && Terms(query["fieldSelector"]).All(term => Holds(term, name => name.Split('.').Aggregate((JsonNode?)item, (node, part) => node?[part])?.GetValue<string>() ?? ""));

    private static string[] Terms(string? selector) => selector?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool Holds(string term, Func<string, string> value) =>
        term.Split("!=") is [var other, var not] ? value(other) != not : term.Split('=', 2) is [var name, var wanted] && value(name) == wanted;
}
