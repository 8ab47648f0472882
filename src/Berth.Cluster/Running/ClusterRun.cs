using System.Globalization;
using Berth.Cluster.Api;
using Berth.Cluster.Deploying;
using Berth.Emulation.Calls;
using Berth.Emulation.Functions;
using Berth.Model;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Collection;
using Berth.Records.Metering;
using Berth.Records.Store;
using Berth.Workloads.Clock;
using Berth.Workloads.Streams;

namespace Berth.Cluster.Running;

/// <summary>Runs every variant of an experiment on a cluster, in a namespace that is made for it and deleted afterwards, and keeps what happens.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="settings">How.</param>
/// <param name="store">Where what happens is kept.</param>
/// <param name="samples">Keeps the series of kubelets there.</param>
/// <param name="calls">Says what calls of functions take, and keeps what policies gave on them.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="time">Clock.</param>
public sealed partial class ClusterRun(ApiClient client, ClusterRunSettings settings, RunStore store, SampleWriter samples, CallHost calls, Action<RunProgress> progress, TimeProvider time)
{
    private const double NodesSeconds = 25, ProgramsSeconds = 15;
    private const long Prelude = 400_000_000;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly RunJournal _journal = new(store, progress, () => MonotonicClock.Now);
    private int _deployment;

    /// <summary>Runs everything. What was measured until an interruption is kept.</summary>
    /// <exception cref="ApiException">The cluster refuses, before anything was measured.</exception>
    /// <exception cref="ClusterException">The pods of the nodes do not start, before anything was measured.</exception>
    public async Task<RunOutcome> RunAsync(IReadOnlyList<Variant> variants, CancellationToken cancellation)
    {
        store.AddVariants(variants);
        store.SetMeta(RunMetering.ClockKey, UnixTime.Of(time.GetUtcNow()) - MonotonicClock.Now);
        _journal.ExpectedSeconds = variants.Sum(variant => PodSeconds(variant.Experiment) + variant.Experiment.Services.Sum(service => ServiceSeconds(variant.Experiment, service)));
        try
        {
            store.SetMeta(RunFact.ClusterKey, await ClusterFacts.ReadAsync(client, cancellation).ConfigureAwait(false));
            foreach (var (index, variant) in variants.Index())
            {
                foreach (var service in variant.Experiment.Services)
                    await RunServiceAsync(index + 1, variant.Experiment, service, cancellation).ConfigureAwait(false);
                if (variant.Experiment.Workloads.Count + variant.Experiment.Jobs.Count > 0 || variant.Experiment.Profile is not null)
                    await RunOnPodsAsync(index + 1, variant, variants.Count, cancellation).ConfigureAwait(false);
            }
            return new(false, _journal.Failures, 0);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _journal.Event(null, "interrupted", "the run was stopped before its end; what had been measured is kept");
            return new(true, _journal.Failures, 0);
        }
        catch (Exception exception) when (_deployment > 0 && exception is ApiException or ClusterException or IOException or TimeoutException)
        {
            _journal.Fail(null, $"the run was ended: {exception.Message}");
            return new(false, _journal.Failures, 0);
        }
    }

    private async Task RunOnPodsAsync(int number, Variant variant, int variants, CancellationToken cancellation)
    {
        var experiment = variant.Experiment;
        _journal.Report("making a namespace");
        var notes = new List<string> { "nodes are pods with the file's processors and memory as their limits: a core of speed 0.4 is a whole core for 40 % of the time, so short work is faster than on a slow core", "links are those of the cluster, not those of the file" };
        var space = await ExperimentSpace.OpenAsync(client, experiment.Name, settings.Text, owned: true, time, cancellation).ConfigureAwait(false);
        try
        {
            _journal.Report($"starting {experiment.Continuum.Nodes.Count} pods in {space.Name}");
            var pods = await ContinuumPods.StartAsync(client, space, experiment.Continuum.Nodes, settings.Image, notes.Add, time, cancellation).ConfigureAwait(false);
            await using var _ = pods.ConfigureAwait(false);
            store.SetMeta($"variant {number} hosts", pods.Nodes.ToDictionary(node => node.Name, node => node.Host));
            store.SetMeta($"variant {number} namespace", space.Name);
            _journal.DoneSeconds += NodesSeconds;
            await WithKubeletsAsync(space, notes, async _ =>
            {
                if (experiment.Profile is not null)
                    await RunProfileAsync(number, experiment, pods, cancellation).ConfigureAwait(false);
                if (experiment.Jobs.Count > 0)
                    await RunCallsAsync(number, variant, pods, cancellation).ConfigureAwait(false);
                foreach (var placement in experiment.Workloads.Count > 0 ? experiment.Placements : [])
                    await RunPlacementAsync(number, experiment, pods, PlacementPlan.Make(experiment, placement), variants > 1 ? $"{number}/{variants} {placement}" : placement, notes, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        finally
        {
            store.SetMeta($"variant {number} notes", notes);
            _journal.Report($"deleting {space.Name}");
            await space.DeleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RunPlacementAsync(int variant, Experiment experiment, ContinuumPods pods, PlacementPlan plan, string prefix, List<string> notes, CancellationToken cancellation)
    {
        _journal.Report($"{prefix}: starting {plan.Sources.Count} sources and {plan.Workers.Count} workers");
        StreamPrograms programs;
        try
        {
            programs = await StreamPrograms.StartAsync(experiment, plan, name => pods.ByName[name], 1, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ClusterException or TimeoutException)
        {
            _journal.Fail(null, $"{plan.Policy}: {exception.Message}");
            return;
        }
        using (programs)
        {
            _journal.DoneSeconds += ProgramsSeconds;
            for (var repetition = 1; repetition <= experiment.Run.Repetitions; repetition++)
            {
                _journal.Report($"{prefix}: repetition {repetition} of {experiment.Run.Repetitions}");
                var record = new DeploymentRecord(++_deployment, variant, plan.Policy, repetition, 1, plan.Sources, plan.Workers);
                store.SetDeployment(record);
                store.AddDecisions(record.Deployment, plan.Decisions);
                await RepeatAsync(experiment, pods, programs, record, notes, cancellation).ConfigureAwait(false);
                _journal.DoneSeconds += Seconds(experiment);
            }
        }
    }

    private async Task RepeatAsync(Experiment experiment, ContinuumPods pods, StreamPrograms programs, DeploymentRecord record, List<string> notes, CancellationToken cancellation)
    {
        var clocks = new Dictionary<RunningSource, StreamClocks>();
        foreach (var source in programs.Sources)
            clocks[source] = await StreamClocks.CompareAsync(source, pods.ByName[source.Stream.Source], cancellation).ConfigureAwait(false);
        if (record.Repetition == 1)
            Compared(record.Placement, clocks, notes);
        var begin = MonotonicClock.Now + Prelude;
        var start = begin + experiment.Run.Warmup.Nanoseconds;
        var end = start + experiment.Run.Duration.Nanoseconds;
        var patience = TimeSpan.FromSeconds(experiment.Workloads.Max(workload => workload.Timeout.Seconds) + experiment.Run.Warmup.Seconds + experiment.Run.Duration.Seconds) + Slack;
        using var ended = new CancellationTokenSource();
        var sampling = new ClusterSampler(pods.Nodes, store, record.Deployment).RunAsync(ended.Token);
        var watching = programs.WatchAsync(text => _journal.Fail(record.Deployment, text), ended.Token);
        var items = await programs.CollectAsync(
            record.Repetition, source => (begin + clocks[source].Source.Ahead, end + clocks[source].Source.Ahead), patience,
            text => _journal.Fail(record.Deployment, text), (kind, text) => _journal.Event(record.Deployment, kind, text), cancellation).ConfigureAwait(false);
        end = Math.Min(end, MonotonicClock.Now);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(sampling, watching).ConfigureAwait(false);
        foreach (var (source, collected) in items)
            store.AddItems(record.Deployment, source.Stream.Workload.Name, collected.Select(clocks[source].Of));
        store.SetDeployment(record with { Start = start, End = Math.Max(start, end), Failure = cancellation.IsCancellationRequested ? "interrupted" : null });
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>How well the clocks of the hosts are known, and what the network takes: the worst pair of a placement.</summary>
    private static void Compared(string placement, Dictionary<RunningSource, StreamClocks> clocks, List<string> notes)
    {
        if (clocks.Where(each => each.Key.Stream.Source != each.Key.Stream.Worker).Select(each => (each.Key.Stream, each.Value.Worker)).OrderByDescending(each => each.Worker.Bound).FirstOrDefault() is not { Stream: { } stream } worst)
            return;
        notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{placement}: the clock of {stream.Worker} is {Math.Abs(worst.Worker.Ahead) / 1e6:0.000} ms {(worst.Worker.Ahead < 0 ? "behind" : "ahead of")} that of {stream.Source}, known to ± {worst.Worker.Bound / 1e6:0.000} ms, and that is taken into account; the way there and back takes at most {2 * worst.Worker.Bound / 1e6:0.000} ms"));
    }

    private static double PodSeconds(Experiment experiment) =>
        (experiment.Profile is null ? 0 : NodesSeconds + ProfileExecution.UsualSeconds) + CallComparison.UsualSeconds(experiment, 1) +
        (experiment.Workloads.Count == 0 ? 0 : NodesSeconds + experiment.Placements.Count * (ProgramsSeconds + experiment.Run.Repetitions * Seconds(experiment)));

    private static double Seconds(Experiment experiment) => experiment.Run.Warmup.Seconds + experiment.Run.Duration.Seconds + 2;
}
