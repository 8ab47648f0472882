using Berth.Output;
using Berth.Records.Store;
using Berth.Simulation.Services;

namespace Berth.Verbs;

/// <summary>Simulates the services of an experiment and keeps what they gave.</summary>
internal static class SimulatedServices
{
    internal static void Run(SimulationRequest request, RunStore store, CancellationToken stop)
    {
        var total = request.Variants.Sum(variant => variant.Experiment.Services.Count * variant.Experiment.Scalings.Count * variant.Experiment.Run.Repetitions);
        if (total == 0)
            return;
        using var progress = ProgressDisplay.Make(request.Json);
        var done = 0;
        foreach (var (variant, outcome) in new ServiceRun(request.Variants, Show).Run(stop))
            store.AddServiceOutcome(variant, outcome);

        void Show(string policy, int repetition)
        {
            lock (progress)
                progress.Show(new($"simulated {policy}, repetition {repetition}", (double)++done / total, null));
        }
    }
}
