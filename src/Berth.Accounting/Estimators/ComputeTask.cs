using Berth.Model.Units;

namespace Berth.Accounting.Estimators;

/// <summary>A computation as an estimator sees it.</summary>
/// <param name="Runtime">How long it runs on hardware of speed 1.</param>
/// <param name="Cores">Cores that it has.</param>
/// <param name="Memory">Memory that is allocated to it, used or not.</param>
/// <param name="CoreUsage">Mean utilisation of its cores, 0 to 1.</param>
/// <param name="Gpus">Graphics processors that it has.</param>
/// <param name="GpuUsage">Mean utilisation of them, 0 to 1.</param>
public sealed record ComputeTask(Duration Runtime, Cpu Cores, Memory Memory, double CoreUsage = 1, int Gpus = 0, double GpuUsage = 1);
