using Berth.Cluster.Objects;

namespace Berth.Cluster.Watching;

/// <summary>Hears of every object that an <see cref="Informer{T}"/> knows, one call after the other.</summary>
public interface IInformerListener<T>
    where T : class, IKubeObject
{
    /// <summary>An object is there or has changed.</summary>
    /// <param name="item">As it is now.</param>
    /// <param name="before">As it was; null when it is new.</param>
    void Set(T item, T? before);

    /// <summary>An object is gone, as it was last.</summary>
    void Gone(T item);

    /// <summary>All objects that there were at one moment are known. Told once.</summary>
    void Synced();
}
