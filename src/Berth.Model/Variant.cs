namespace Berth.Model;

/// <summary>One point of the product of the lists in a file: the settings that were chosen and the experiment that they give.</summary>
public sealed record Variant(IReadOnlyList<Setting> Settings, Experiment Experiment)
{
    /// <summary>The settings as a person reads them: <c>workloads.camera.rate=5/s</c>; empty without lists.</summary>
    public string Label => string.Join(", ", Settings);
}

/// <summary>One chosen value of a list: the path of its key and the text of the value.</summary>
public readonly record struct Setting(string Path, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}={Value}";
}
