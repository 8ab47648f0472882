using Berth.Cluster;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Running;
using Berth.Emulation.Runs;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Output;
using Berth.Records;
using Berth.Records.Collection;
using Berth.Records.Metering;
using Berth.Records.Store;
using Berth.Reports.Building;

namespace Berth.Verbs;

/// <summary>Runs an experiment on a Kubernetes cluster, beside its simulation and its emulation.</summary>
internal static class ClusterRuns
{
    private static readonly TimeSpan PrometheusPatience = TimeSpan.FromSeconds(15);

    internal static async Task<int> RunAsync(SimulationRequest request, ClusterRequest cluster)
    {
        using var interruption = new Interruption();
        try
        {
            if (RunVerb.WhyNotPlaced(request.Variants) is { } misplaced)
                throw new ArgumentException(misplaced);
            var prometheus = cluster.Prometheus is { } address ? CollectionArguments.Address("--prometheus", address) : null;
            var access = FindAccess.Find(cluster.Kubeconfig, cluster.Context, TimeProvider.System, Environment.GetEnvironmentVariable);
            using var client = new ApiClient(access, TimeProvider.System);
            // A cluster that is not there is told before minutes are spent on the other worlds.
            await new ApiResource<Cluster.Objects.Node>(client, ResourceType.Nodes).ListAsync(Selection.All, interruption.Token).ConfigureAwait(false);
            var emulated = cluster.Alone || !IsCompared(request) ? EmulatedRuns.Newest(request.Runs, request.Variants[0].Experiment.Name) : await EmulateAsync(request, interruption.Token).ConfigureAwait(false);
            var run = await MeasureAsync(request, cluster, prometheus, client, emulated, interruption.Token).ConfigureAwait(false);
            return RunVerb.Finish(run, request.Variants, request.Json, interruption.Token);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(ErrorText.Of(exception)).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.").ConfigureAwait(false);
            return ExitCodes.Missed;
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or RecordsException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.MachineLacks;
        }
    }

    /// <summary>Where the energy is from: it is asked after the run, also after one that was interrupted, and each answer is waited for a while only.</summary>
    private static async Task MeterAsync(RunFolder folder, RunStore store, SampleWriter samples, Uri? prometheus, IReadOnlyList<Variant> variants)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = PrometheusPatience };
        using var reader = RunReader.Open(folder);
        await new RunMetering(reader, store, samples, prometheus is null ? null : new(http, prometheus), TimeProvider.System).SettleAsync(variants, CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<MeasuredRun> MeasureAsync(SimulationRequest request, ClusterRequest cluster, Uri? prometheus, ApiClient client, RunFolder? emulated, CancellationToken interruption)
    {
        var text = await File.ReadAllTextAsync(request.File, interruption).ConfigureAwait(false);
        var folder = RunFolder.Create(request.Runs, request.Variants[0].Experiment.Name + "-kubernetes", text, TimeProvider.System, request.Connection);
        folder.Write(folder.Machine, MachineFacts.Read().ToJson());
        try
        {
            using var store = RunStore.Create(folder);
            store.SetMeta(RunVerb.FolderOfExperiment, Path.GetDirectoryName(Path.GetFullPath(request.File)));
            store.SetMeta(WorldsBuilder.WorldKey, WorldsBuilder.Kubernetes);
            RunOutcome outcome;
            var samples = new SampleWriter(store);
            var calls = new MeasuredCalls(folder, request.Variants, request.Json, WorldsBuilder.Kubernetes);
            using (var progress = ProgressDisplay.Make(request.Json))
                outcome = await new ClusterRun(client, new(cluster.Image, text, cluster.Kubelets), store, samples, calls.Host, progress.Show, TimeProvider.System).RunAsync(request.Variants, interruption).ConfigureAwait(false);
            await MeterAsync(folder, store, samples, prometheus, request.Variants).ConfigureAwait(false);
            calls.Finish(emulated);
            Compare(request, store, folder, emulated);
            return new(folder, outcome, RunOutput.Write(folder, request.Variants, outcome, TimeProvider.System), calls.Learned);
        }
        catch (Exception exception) when (exception is ClusterException or ApiException or TimeoutException)
        {
            // Nothing was measured: an empty run would only be in the way.
            folder.Remove();
            throw;
        }
    }

    /// <summary>Whether it has what several worlds run: executions of a profile are measured, and nothing else.</summary>
    private static bool IsCompared(SimulationRequest request) => request.Variants.Any(variant => variant.Experiment.Workloads.Count + variant.Experiment.Services.Count + variant.Experiment.Jobs.Count > 0);

    /// <summary>Streams and services beside other worlds; calls were simulated as they were measured.</summary>
    private static void Compare(SimulationRequest whole, RunStore store, RunFolder measured, RunFolder? emulated)
    {
        var request = whole with { Variants = [.. whole.Variants.Select(variant => variant with { Experiment = variant.Experiment with { Jobs = [] } })] };
        if (!IsCompared(request))
            return;
        RunFolder? simulated = null;
        Simulated.Keep(request, opened => simulated = opened, CancellationToken.None);
        IReadOnlyList<(string, RunFolder)> worlds = emulated is null ? [(WorldsBuilder.Kubernetes, measured)] : [(WorldsBuilder.Emulation, emulated), (WorldsBuilder.Kubernetes, measured)];
        store.SetMeta(WorldsBuilder.WorldsKey, Beside.Streams(simulated!, request.Variants, worlds));
        store.SetMeta(WorldsBuilder.ServiceWorldsKey, Beside.Services(simulated!, request.Variants, worlds));
    }

    /// <summary>The newest emulated run of the experiment; where there is none it is emulated now, if this machine can.</summary>
    private static async Task<RunFolder?> EmulateAsync(SimulationRequest request, CancellationToken interruption)
    {
        if (EmulatedRuns.Newest(request.Runs, request.Variants[0].Experiment.Name) is { } earlier)
            return earlier;
        if (ExperimentArgument.ReadAll(request.File, World.Emulation).Variants is not { Count: > 0 } variants || Doctor.Missing(variants) is not null)
        {
            await Console.Error.WriteLineAsync("This machine cannot emulate the experiment (see: berth doctor), so only simulation and cluster stand beside each other.").ConfigureAwait(false);
            return null;
        }
        await Console.Error.WriteLineAsync("The experiment has not been emulated yet: that comes first, so that the three worlds stand beside each other (--alone leaves it out).").ConfigureAwait(false);
        try
        {
            var run = await Emulated.KeepAsync(
                variants, Path.GetDirectoryName(Path.GetFullPath(request.File))!, await File.ReadAllTextAsync(request.File, interruption).ConfigureAwait(false), request.Runs, request.Connection, request.Json, interruption).ConfigureAwait(false);
            interruption.ThrowIfCancellationRequested();
            return run.Folder;
        }
        catch (EmulationException exception)
        {
            await Console.Error.WriteLineAsync($"The emulation failed: {exception.Message}").ConfigureAwait(false);
            return null;
        }
    }
}
