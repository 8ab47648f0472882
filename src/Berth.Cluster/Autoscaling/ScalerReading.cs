namespace Berth.Cluster.Autoscaling;

/// <summary>What a scaler saw of its service in a second.</summary>
/// <param name="Policy">Name of its policy.</param>
/// <param name="Desired">Replicas that are asked for.</param>
/// <param name="Ready">Replicas that take requests.</param>
/// <param name="Cores">Cores that the replicas request together.</param>
/// <param name="Queued">Requests that wait at the dispatcher.</param>
public sealed record ScalerReading(string Policy, int Desired, int Ready, double Cores, int Queued);
