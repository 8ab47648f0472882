using Berth.Accounting;
using Berth.Model;
using Berth.Records.Metering;
using Berth.Records.Store;

namespace Berth.Reports.Building;

/// <summary>What a run gave for one workload under one placement of one variant, all repetitions together.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Placement">Name of the placement.</param>
/// <param name="Repetitions">Its deployments in order.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="Summary">The figures.</param>
public sealed record RunResult(
    Variant Variant,
    Workload Workload,
    string Placement,
    IReadOnlyList<DeploymentRecord> Repetitions,
    Deployment Observed,
    DeploymentSummary Summary);

/// <summary>Reads the results of a run from its records.</summary>
public static class RunResults
{
    /// <summary>Every result that has at least one measured repetition: variants, workloads and placements in the order of the file.</summary>
    public static IReadOnlyList<RunResult> Read(RunReader reader, IReadOnlyList<Variant> variants)
    {
        var deployments = reader.Deployments().Where(deployment => deployment is { Start: not null, End: not null } && deployment.End > deployment.Start).ToList();
        var items = deployments.ToDictionary(deployment => deployment.Deployment, deployment => reader.Items(deployment.Deployment));
        var samples = deployments.ToDictionary(deployment => deployment.Deployment, deployment => reader.NodeSamples(deployment.Deployment));
        var metered = deployments.ToDictionary(deployment => deployment.Deployment, deployment => reader.Meta<MeterReadings>(RunMetering.EnergyKey(deployment.Deployment)));
        var results = new List<RunResult>();
        foreach (var (index, variant) in variants.Index())
            foreach (var workload in variant.Experiment.Workloads)
                foreach (var placement in variant.Experiment.Placements)
                {
                    var repetitions = deployments.Where(deployment => deployment.Variant == index + 1 && deployment.Placement == placement).ToList();
                    if (repetitions.Count == 0)
                        continue;
                    var observed = new Deployment(
                        variant.Experiment.Continuum.Nodes,
                        repetitions[0].Sources.ToHashSet(),
                        repetitions[0].Workers.ToHashSet(),
                        workload.Slo,
                        [.. repetitions.Select(each => new Repetition(
                            each.Start!.Value,
                            each.End!.Value,
                            [.. items[each.Deployment].Where(pair => pair.Workload == workload.Name).Select(pair => pair.Item)],
                            samples[each.Deployment],
                            metered[each.Deployment]))]);
                    results.Add(new(variant, workload, placement, repetitions, observed, DeploymentSummary.Summarise(observed)));
                }
        return results;
    }
}
