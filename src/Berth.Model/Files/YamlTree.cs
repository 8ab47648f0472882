namespace Berth.Model.Files;

/// <summary>A YAML value with its place in the file.</summary>
internal abstract record YamlTree(int Line, int Column)
{
    /// <summary>What the value is, for messages.</summary>
    internal abstract string Kind { get; }
}

/// <summary>Text; an empty plain scalar stands for a value that is missing.</summary>
internal sealed record YamlScalar(string Text, int Line, int Column) : YamlTree(Line, Column)
{
    internal override string Kind => Text.Length == 0 ? "nothing" : $"'{(Text.Length <= 40 ? Text : Text[..40] + "…")}'";
}

/// <summary>A list.</summary>
internal sealed record YamlList(IReadOnlyList<YamlTree> Items, int Line, int Column) : YamlTree(Line, Column)
{
    internal override string Kind => "a list";
}

/// <summary>Keys and values in the order of the file, keys unique.</summary>
internal sealed record YamlMap(IReadOnlyList<(YamlScalar Key, YamlTree Value)> Entries, int Line, int Column) : YamlTree(Line, Column)
{
    internal override string Kind => "a mapping";
}
