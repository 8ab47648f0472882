using System.Globalization;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Scheduling.Predicates;

/// <summary>Whether labels meet requirements, for nodes and for pods.</summary>
internal static class Requirements
{
    internal static bool Meets(IReadOnlyDictionary<string, string>? labels, IReadOnlyList<Requirement>? requirements)
    {
        foreach (var requirement in requirements ?? [])
            if (!Meets(labels?.GetValueOrDefault(requirement.Key), requirement))
                return false;
        return true;
    }

    internal static bool Has(IReadOnlyDictionary<string, string>? labels, IReadOnlyDictionary<string, string>? wanted)
    {
        foreach (var (name, value) in wanted ?? new Dictionary<string, string>())
            if (labels?.GetValueOrDefault(name) != value)
                return false;
        return true;
    }

    /// <summary>Whether a selector selects what has some labels; no selector selects nothing.</summary>
    internal static bool Selects(LabelSelector? selector, IReadOnlyDictionary<string, string>? labels) =>
        selector is not null && Has(labels, selector.MatchLabels) && Meets(labels, selector.MatchExpressions);

    /// <summary>Whether a value, or null for none, meets a requirement. An operator that is not known is met by nothing.</summary>
    internal static bool Meets(string? value, Requirement requirement) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values?.Contains(value) == true,
        "NotIn" => value is null || requirement.Values?.Contains(value) != true,
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Number(value) > Bound(requirement),
        "Lt" => Number(value) < Bound(requirement),
        _ => false,
    };

    internal static string Text(Requirement requirement) => requirement.Operator switch
    {
        "Exists" => requirement.Key,
        "DoesNotExist" => $"!{requirement.Key}",
        _ => $"{requirement.Key} {requirement.Operator} {string.Join(',', requirement.Values ?? [])}",
    };

    private static long? Bound(Requirement requirement) => Number(requirement.Values is [var text, ..] ? text : null);

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
