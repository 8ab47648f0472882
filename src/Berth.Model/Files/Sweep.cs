namespace Berth.Model.Files;

/// <summary>The lists that stand where one value is expected, each an axis of the product, and the values chosen for one variant.</summary>
internal sealed class Sweep
{
    private readonly Dictionary<YamlList, int> _chosen = new(ReferenceEqualityComparer.Instance);
    private readonly List<(YamlList List, string Path)> _axes = [];
    private readonly HashSet<YamlList> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The axes in the order in which they were met.</summary>
    internal IReadOnlyList<(YamlList List, string Path)> Axes => _axes;

    /// <summary>How many variants the axes give.</summary>
    internal long Size => _axes.Aggregate(1L, (size, axis) => Math.Min(size * axis.List.Items.Count, int.MaxValue));

    /// <summary>The value that stands for the list now.</summary>
    internal YamlTree Choose(YamlList list, string path)
    {
        if (_known.Add(list))
            _axes.Add((list, path));
        return list.Items[_chosen.GetValueOrDefault(list)];
    }

    /// <summary>Moves to the next variant, the last axis fastest; false after the last one.</summary>
    internal bool Next()
    {
        for (var axis = _axes.Count - 1; axis >= 0; axis--)
        {
            var list = _axes[axis].List;
            var index = _chosen.GetValueOrDefault(list) + 1;
            _chosen[list] = index % list.Items.Count;
            if (index < list.Items.Count)
                return true;
        }
        return false;
    }

    /// <summary>The current choice on every axis.</summary>
    internal IReadOnlyList<Setting> Settings =>
        [.. _axes.Select(axis => new Setting(axis.Path, ((YamlScalar)axis.List.Items[_chosen.GetValueOrDefault(axis.List)]).Text))];
}
