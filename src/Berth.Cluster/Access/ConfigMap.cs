using Berth.Model.Files;

namespace Berth.Cluster.Access;

/// <summary>A mapping of a kubeconfig, read by the names of its keys; unknown keys are left alone, because other programs write them.</summary>
/// <param name="file">The file.</param>
/// <param name="map">The mapping.</param>
/// <param name="what">What it describes, for messages.</param>
internal sealed class ConfigMap(string file, YamlMap map, string what)
{
    /// <summary>The text of a key; null when it is missing or empty.</summary>
    internal string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalar { Text.Length: 0 } or YamlScalar { Text: "null" } => null,
        YamlScalar scalar => scalar.Text,
        var other => throw Error(other, $"'{key}' is {other.Kind}, not text"),
    };

    /// <summary>The text of a key that must be there.</summary>
    internal string Required(string key) => Text(key) ?? throw Error(map, $"{what} has no '{key}'");

    /// <summary>Whether a key is <c>true</c>.</summary>
    internal bool Is(string key) => string.Equals(Text(key), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a key is there, with whatever value.</summary>
    internal bool Has(string key) => Find(key) is not null;

    /// <summary>The mapping of a key; null when it is missing.</summary>
    internal ConfigMap? Map(string key) => Find(key) switch
    {
        null or YamlScalar { Text: "" or "null" or "~" } => null,
        YamlMap inner => new(file, inner, $"'{key}' of {what}"),
        var other => throw Error(other, $"'{key}' is {other.Kind}, not a mapping"),
    };

    /// <summary>The values of a list of text.</summary>
    internal IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(item => item is YamlScalar scalar ? scalar.Text : throw Error(item, $"an item of '{key}' is {item.Kind}, not text"))];

    /// <summary>The mappings of a list.</summary>
    internal IReadOnlyList<ConfigMap> Maps(string key) => [.. Items(key).Select(item => item is YamlMap inner ? new ConfigMap(file, inner, $"an item of '{key}'") : throw Error(item, $"an item of '{key}' is {item.Kind}, not a mapping"))];

    /// <summary>The item of a list that has a name; null when there is none.</summary>
    internal ConfigMap? Named(string list, string name, string part) => Maps(list).FirstOrDefault(item => item.Text("name") == name)?.Map(part);

    /// <summary>A path in the file, which counts from the folder of the file.</summary>
    internal string? Path(string key) => Text(key) is { } path ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!, path) : null;

    /// <summary>A mistake in it.</summary>
    internal ClusterException Error(string message) => Error(map, message);

    private IReadOnlyList<YamlTree> Items(string key) => Find(key) switch
    {
        null or YamlScalar { Text: "" or "null" or "~" } => [],
        YamlList list => list.Items,
        var other => throw Error(other, $"'{key}' is {other.Kind}, not a list"),
    };

    private YamlTree? Find(string key) => map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    private ClusterException Error(YamlTree place, string message) => new(new Diagnostic(place.Line, place.Column, message).Format(file));
}
