namespace Berth.Serving.Scaling;

/// <summary>What a world does for its pool of replicas.</summary>
public interface IReplicaHost
{
    /// <summary>A replica is on its way: after so many nanoseconds, or as soon as it can, the world tells the pool that it has arrived.</summary>
    void Begin(ScaledReplica replica, long delay);

    /// <summary>A replica takes no more requests; when it has answered those that it has, the world tells the pool.</summary>
    void Drain(ScaledReplica replica);

    /// <summary>A replica is no more.</summary>
    void Release(ScaledReplica replica);
}
