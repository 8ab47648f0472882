namespace Berth.Model.Jobs;

/// <summary>Where a job may run. An empty list admits everything.</summary>
/// <param name="Sites">Names of sites.</param>
/// <param name="GpuModels">Models of graphics processors.</param>
/// <param name="Nodes">Names of nodes; null admits all.</param>
public sealed record JobConstraints(IReadOnlyList<string> Sites, IReadOnlyList<string> GpuModels, IReadOnlyList<string>? Nodes = null);
