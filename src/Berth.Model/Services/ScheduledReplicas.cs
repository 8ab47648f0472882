using Berth.Model.Units;

namespace Berth.Model.Services;

/// <summary>From a moment of the run on, so many replicas.</summary>
public sealed record ScheduledReplicas(Duration At, int Replicas);
