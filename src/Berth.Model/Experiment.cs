namespace Berth.Model;

/// <summary>One complete experiment: where, what, which placements to compare, and how to run it.</summary>
/// <param name="Name">Short name; names the folder of its runs.</param>
/// <param name="Seed">Seed of every random stream.</param>
/// <param name="Continuum">Where work can run.</param>
/// <param name="Workloads">What has to run.</param>
/// <param name="Placements">Names of the placement policies to compare.</param>
/// <param name="Run">How to run it.</param>
public sealed record Experiment(
    string Name,
    long Seed,
    Continuum Continuum,
    IReadOnlyList<Workload> Workloads,
    IReadOnlyList<string> Placements,
    RunSettings Run);
