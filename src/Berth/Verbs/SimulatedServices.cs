using Berth.Accounting.Services;
using Berth.Output;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;
using Berth.Simulation.Services;

namespace Berth.Verbs;

/// <summary>Simulates the services of an experiment and keeps what they gave, beside the emulation where that has run.</summary>
internal static class SimulatedServices
{
    internal static void Run(SimulationRequest request, RunStore store, RunFolder folder, CancellationToken stop)
    {
        var total = request.Variants.Sum(variant => variant.Experiment.Services.Count * variant.Experiment.Scalings.Count * variant.Experiment.Run.Repetitions);
        if (total == 0)
            return;
        using var progress = ProgressDisplay.Make(request.Json);
        var done = 0;
        foreach (var (variant, outcome) in new ServiceRun(request.Variants, Show).Run(stop))
            store.AddServiceOutcome(variant, outcome);
        if (EmulatedRuns.Beside(request) is { } emulated)
            store.SetMeta(WorldsBuilder.ServiceWorldsKey, Compare(request, folder, emulated));

        void Show(string policy, int repetition)
        {
            lock (progress)
                progress.Show(new($"simulated {policy}, repetition {repetition}", (double)++done / total, null));
        }
    }

    private static IReadOnlyList<Reports.Document.ReportServiceWorlds> Compare(SimulationRequest request, RunFolder simulated, RunFolder emulated)
    {
        var variants = ServiceVariant.Of(request.Variants);
        return ServiceWorldsBuilder.Compare(variants, Summaries(simulated), Summaries(emulated));

        IReadOnlyList<ServiceSummary> Summaries(RunFolder folder)
        {
            using var reader = RunReader.Open(folder.Database);
            return ServiceVariant.Summarise(variants, [.. reader.ServiceOutcomes().Where(each => each.Variant <= variants.Count)]);
        }
    }
}
