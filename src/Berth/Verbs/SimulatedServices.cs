using Berth.Output;
using Berth.Records;
using Berth.Records.Situations;
using Berth.Records.Store;
using Berth.Simulation.Services;

namespace Berth.Verbs;

/// <summary>Simulates the services of an experiment and keeps what they gave.</summary>
internal static class SimulatedServices
{
    internal static void Run(SimulationRequest request, RunFolder folder, RunStore store, CancellationToken stop)
    {
        var total = request.Variants.Sum(variant => variant.Experiment.Services.Count * variant.Experiment.Scalings.Count * variant.Experiment.Run.Repetitions);
        if (total == 0)
            return;
        using var progress = ProgressDisplay.Make(request.Json);
        var done = 0;
        var overflowed = new List<string>();
        if (request.Explain)
            Directory.CreateDirectory(folder.Csv);
        var run = new ServiceRun(request.Variants, Show) { Record = request.Explain ? Open : null, Overflowed = Note };
        foreach (var (variant, outcome) in run.Run(stop))
            store.AddServiceOutcome(variant, outcome);

        foreach (var line in overflowed.Order(StringComparer.Ordinal))
            Console.Error.WriteLine(line);

        SituationRecorder Open(ServiceCase one) =>
            new(FileOf(one), scalingOptions: request.Variants[one.Variant - 1].Experiment.Options.GetValueOrDefault(one.Scaling));

        string FileOf(ServiceCase one) => Path.Combine(folder.Csv, $"situations-{one.Key}.jsonl");

        void Note(ServiceCase one, int lines)
        {
            lock (overflowed)
                overflowed.Add($"{Path.GetFileName(FileOf(one))} holds the first {lines} situations; those after them are not kept");
        }

        void Show(string policy, int repetition)
        {
            lock (progress)
                progress.Show(new($"simulated {policy}, repetition {repetition}", (double)++done / total, null));
        }
    }
}
