namespace Berth.Cluster.Autoscaling;

/// <summary>Is told what a scaler does.</summary>
internal interface IScalerReport
{
    /// <summary>It looked at its service, once a second.</summary>
    void Saw(ScalerReading reading);

    /// <summary>Whether it acts, and why; told whenever it is looked at.</summary>
    Task ActsAsync(bool acts, string reason, string message, CancellationToken cancellation);

    /// <summary>It asked for another number of replicas.</summary>
    Task ScaledAsync(int from, int to, string reason, CancellationToken cancellation);
}
