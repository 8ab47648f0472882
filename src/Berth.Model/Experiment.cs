using Berth.Model.Functions;
using Berth.Model.Jobs;
using Berth.Model.Services;

namespace Berth.Model;

/// <summary>One complete experiment: where, what, which placements to compare, and how to run it.</summary>
/// <param name="Name">Short name; names the folder of its runs.</param>
/// <param name="Seed">Seed of every random stream.</param>
/// <param name="Continuum">Where work can run.</param>
/// <param name="Workloads">What has to run.</param>
/// <param name="Services">Services under a load.</param>
/// <param name="Jobs">Jobs that have to run; the emulation runs only calls of functions.</param>
/// <param name="Profile">Executions from which performance is learned; null without any.</param>
/// <param name="PerformanceModel">Absolute path of the model that says what calls take; null is the one that a run learns from its profile.</param>
/// <param name="Placements">Names of the placement policies to compare.</param>
/// <param name="Scalings">Names of the policies that say how many replicas services have, to compare.</param>
/// <param name="Shiftings">Names of the policies that say when, to compare.</param>
/// <param name="Forecasts">Names of the carbon forecasts to compare.</param>
/// <param name="Options">What the file sets of the policies: policy, option, value.</param>
/// <param name="Run">How to run it.</param>
public sealed record Experiment(
    string Name,
    long Seed,
    Continuum Continuum,
    IReadOnlyList<Workload> Workloads,
    IReadOnlyList<Service> Services,
    IReadOnlyList<JobWorkload> Jobs,
    ProfilePlan? Profile,
    string? PerformanceModel,
    IReadOnlyList<string> Placements,
    IReadOnlyList<string> Scalings,
    IReadOnlyList<string> Shiftings,
    IReadOnlyList<string> Forecasts,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Options,
    RunSettings Run);
