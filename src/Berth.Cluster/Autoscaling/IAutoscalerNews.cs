using Berth.Cluster.Objects;

namespace Berth.Cluster.Autoscaling;

/// <summary>Hears what an autoscaler does, from any thread.</summary>
public interface IAutoscalerNews
{
    /// <summary>A scaler looked at its service, once a second.</summary>
    void Saw(ObjectKey scaler, ScalerReading reading)
    {
    }

    /// <summary>A scaler asked for another number of replicas.</summary>
    void Scaled(ObjectKey scaler, int from, int to, string reason);

    /// <summary>A scaler does or does not act, and why.</summary>
    void Acts(ObjectKey scaler, bool acts, string reason, string message);

    /// <summary>Something else happened, in words.</summary>
    void Said(string what);
}
