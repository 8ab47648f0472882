namespace Berth.Cluster.Objects;

/// <summary>Namespace and name: what an object is called among those of its kind.</summary>
/// <param name="Namespace">Namespace; empty for objects that have none.</param>
/// <param name="Name">Name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(IKubeObject item) => new(item.Metadata.Namespace ?? "", item.Metadata.Name ?? "");

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
