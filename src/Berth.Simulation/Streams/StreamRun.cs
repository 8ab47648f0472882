using Berth.Model;
using Berth.Policies.Placement;
using Berth.Records.Store;

namespace Berth.Simulation.Streams;

/// <summary>Simulates the streams of every variant and keeps what happens like a run of the emulation, so that the same table comes out.</summary>
public sealed class StreamRun(RunStore store)
{
    private int _deployment;

    /// <summary>Simulates every variant. A placement that cannot be made is an event of the kind <c>failure</c>.</summary>
    public void Run(IReadOnlyList<Variant> variants, CancellationToken stop)
    {
        foreach (var (index, variant) in variants.Index())
            foreach (var placement in variant.Experiment.Placements)
            {
                var plan = PlacementPlan.Make(variant.Experiment, placement);
                if (plan.Failure is { } failure)
                    store.AddEvents(new EventRecord(null, 0, "failure", $"{placement} cannot place the work: {failure}"));
                else
                    for (var repetition = 1; repetition <= variant.Experiment.Run.Repetitions; repetition++)
                    {
                        stop.ThrowIfCancellationRequested();
                        Repeat(index + 1, variant.Experiment, plan, repetition);
                    }
            }
    }

    private void Repeat(int variant, Experiment experiment, PlacementPlan plan, int repetition)
    {
        var record = new DeploymentRecord(++_deployment, variant, plan.Policy, repetition, 1, plan.Sources, plan.Workers);
        var result = new StreamSimulation(experiment, plan, repetition).Run();
        store.SetDeployment(record with { Start = result.Start, End = result.End });
        store.AddDecisions(record.Deployment, plan.Decisions);
        foreach (var (stream, items) in result.Items)
            store.AddItems(record.Deployment, stream.Workload.Name, items);
        store.AddNodeSamples(record.Deployment, result.Samples);
        store.AddLinkFlows(record.Deployment, result.Flows);
    }
}
