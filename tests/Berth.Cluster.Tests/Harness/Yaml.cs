using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Berth.Cluster.Tests.Harness;

/// <summary>Reads manifests as the API server does.</summary>
internal static class Yaml
{
    /// <summary>The objects of a text; documents without one are left out.</summary>
    internal static IReadOnlyList<JsonObject> Objects(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Node(document.RootNode)).OfType<JsonObject>()];
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(each => KeyValuePair.Create(((YamlScalarNode)each.Key).Value!, Node(each.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value!),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException($"{node.NodeType} is not expected"),
    };

    private static JsonNode? Plain(string value) => value switch
    {
        "" or "null" or "~" => null,
        "true" or "false" => value == "true",
        _ when long.TryParse(value, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when double.TryParse(value, CultureInfo.InvariantCulture, out var number) => number,
        _ => value,
    };
}
