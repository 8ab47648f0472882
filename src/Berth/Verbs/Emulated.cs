using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Output;
using Berth.Records;
using Berth.Records.Store;
using Berth.Reports.Building;

namespace Berth.Verbs;

/// <summary>A run in the emulated world.</summary>
internal static class Emulated
{
    /// <summary>Emulates everything and writes what is left for people and programs, without printing it.</summary>
    /// <param name="variants">The experiment.</param>
    /// <param name="place">Folder that its relative paths count from.</param>
    /// <param name="text">Its text.</param>
    /// <param name="runs">Folder that holds the folders of runs.</param>
    /// <param name="connection">Database for the records; null for a file.</param>
    /// <param name="json">Whether JSON is printed.</param>
    /// <param name="interruption">Stops it; what was measured is kept.</param>
    /// <exception cref="EmulationException">A world cannot be built on this machine.</exception>
    /// <exception cref="RecordsException">Nothing can be kept.</exception>
    internal static async Task<MeasuredRun> KeepAsync(IReadOnlyList<Variant> variants, string place, string text, string runs, string? connection, bool json, CancellationToken interruption)
    {
        var folder = RunFolder.Create(runs, variants[0].Experiment.Name, text, TimeProvider.System, connection);
        folder.Write(folder.Machine, MachineFacts.Read().ToJson());
        RunOutcome outcome;
        var calls = new MeasuredCalls(folder, variants, json, WorldsBuilder.Emulation);
        using (var store = RunStore.Create(folder))
        using (var progress = ProgressDisplay.Make(json))
        {
            store.SetMeta(RunVerb.FolderOfExperiment, place);
            outcome = await new EmulationRun(store, progress.Show, calls.Host).RunAsync(variants, interruption).ConfigureAwait(false);
            calls.Finish();
        }
        return new(folder, outcome, RunOutput.Write(folder, variants, outcome, TimeProvider.System), calls.Learned);
    }
}
