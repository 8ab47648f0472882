using Berth.Model.Units;

namespace Berth.Model.Services;

/// <summary>What a scaling policy may do beside changing the number of replicas. What is null is forbidden.</summary>
/// <param name="Standby">Started replicas that wait without traffic.</param>
/// <param name="Resize">More cores for running replicas, in place.</param>
/// <param name="Variant">A smaller model that answers faster and worse.</param>
/// <param name="Admission">Refusing requests that would be late anyway.</param>
/// <param name="Carbon">What emissions may cost.</param>
public sealed record ServiceLevers(StandbyLever? Standby, ResizeLever? Resize, VariantLever? Variant, bool Admission, CarbonLever? Carbon)
{
    /// <summary>Nothing but the number of replicas.</summary>
    public static ServiceLevers None { get; } = new(null, null, null, false, null);
}

/// <summary>Warm replicas: started, and parked on a sliver of a core until they are given a whole one in place.</summary>
/// <param name="Most">Most of them.</param>
/// <param name="Cpu">What one reserves, and is charged.</param>
/// <param name="Activation">Time from the decision until it takes requests.</param>
public sealed record StandbyLever(int Most, Cpu Cpu, Duration Activation);

/// <summary>A running replica may be given more cores, at once; each serves one request at a time.</summary>
/// <param name="Most">Most cores of a replica.</param>
public sealed record ResizeLever(Cpu Most);

/// <summary>A smaller model.</summary>
/// <param name="Time">What a request takes with it, as a part of the time with the large one.</param>
/// <param name="Model">Absolute path of it; null where only the simulation uses it.</param>
public sealed record VariantLever(Fraction Time, string? Model);

/// <summary>Bounds on replicas while the grid is dirty.</summary>
/// <param name="Above">Intensity from which on the cap holds.</param>
/// <param name="Most">Most replicas then.</param>
public sealed record CarbonLever(CarbonIntensity Above, int Most);
