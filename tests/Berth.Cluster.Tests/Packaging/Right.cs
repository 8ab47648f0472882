using System.Text.Json.Nodes;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Packaging;

/// <summary>One verb of one resource that the manifests give to a component.</summary>
/// <param name="ClusterWide">Whether it holds in every namespace.</param>
/// <param name="Group">Group of the API.</param>
/// <param name="Resource">Resource, with its sub-resource.</param>
/// <param name="Object">The only object for which it holds; null is all.</param>
/// <param name="Verb">The verb.</param>
internal sealed record Right(bool ClusterWide, string Group, string Resource, string? Object, string Verb)
{
    /// <summary>In words, such as <c>patch apps deployments/scale</c>.</summary>
    public override string ToString() => Text(Verb, Group, Resource);

    internal static string Text(string verb, string group, string resource) => group.Length == 0 ? $"{verb} {resource}" : $"{verb} {group} {resource}";

    /// <summary>All that a component is given.</summary>
    internal static IReadOnlyList<Right> Of(string component) =>
    [
        .. from role in Yaml.Objects(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "manifests", $"{component}.yaml")))
           where (string)role["kind"]! is "Role" or "ClusterRole"
           from rule in role["rules"]!.AsArray()
           from resource in Texts(rule!, "resources")
           from verb in Texts(rule!, "verbs")
           select new Right((string)role["kind"]! == "ClusterRole", Texts(rule!, "apiGroups").Single(), resource, Texts(rule!, "resourceNames").SingleOrDefault(), verb),
    ];

    /// <summary>As a rule of a role.</summary>
    internal JsonObject ToRule()
    {
        var rule = new JsonObject { ["apiGroups"] = new JsonArray(Group), ["resources"] = new JsonArray(Resource), ["verbs"] = new JsonArray(Verb) };
        if (Object is not null)
            rule["resourceNames"] = new JsonArray(Object);
        return rule;
    }

    private static IEnumerable<string> Texts(JsonNode rule, string property) => (rule[property]?.AsArray() ?? []).Select(each => (string?)each ?? "");
}
