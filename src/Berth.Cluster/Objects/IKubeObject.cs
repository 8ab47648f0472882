namespace Berth.Cluster.Objects;

/// <summary>An object of the API.</summary>
public interface IKubeObject
{
    /// <summary>Its metadata.</summary>
    ObjectMeta Metadata { get; }
}
