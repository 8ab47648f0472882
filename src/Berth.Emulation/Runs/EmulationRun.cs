using Berth.Emulation.Calls;
using Berth.Emulation.Checks;
using Berth.Emulation.Functions;
using Berth.Emulation.Services;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Model.Services;
using Berth.Policies.Placement;
using Berth.Records;
using Berth.Records.Formats.Requests;
using Berth.Records.Store;
using Berth.Workloads.Clock;
using Berth.Workloads.Streams;

namespace Berth.Emulation.Runs;

/// <summary>Runs every variant of an experiment in emulated worlds and keeps what happens.</summary>
/// <param name="store">Where to.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="host">What calls of functions need; null where there are none.</param>
public sealed partial class EmulationRun(RunStore store, Action<RunProgress> progress, CallHost? host = null)
{
    private const double StartUpSeconds = 4;
    private const double CheckSeconds = 12;
    private const double UsualServiceDilation = 0.4;
    private const double FitSeconds = 40;
    private const int MostFits = 3;
    private const double FastestProfile = 0.25;

    private readonly RunJournal _journal = new(store, progress, () => MonotonicClock.Now);
    private int _failedChecks;
    private int _deployment;

    /// <summary>Runs everything. What was measured until an interruption is kept.</summary>
    /// <exception cref="EmulationException">A world cannot be built on this machine.</exception>
    public async Task<RunOutcome> RunAsync(IReadOnlyList<Variant> variants, CancellationToken cancellation)
    {
        store.AddVariants(variants);
        _journal.ExpectedSeconds = variants.Sum(variant => ExpectedSeconds(variant.Experiment));
        try
        {
            using var claim = await MachineClaim.TakeAsync(() => _journal.Report("waiting for another run on this machine to end"), cancellation).ConfigureAwait(false);
            // Now, not earlier: the run that was waited for may have been killed.
            Leftovers.Sweep();
            foreach (var (index, variant) in variants.Index())
                await RunVariantAsync(index + 1, variant, variants.Count, cancellation).ConfigureAwait(false);
            return new(false, _journal.Failures, _failedChecks);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _journal.Event(null, "interrupted", "the run was stopped before its end; what had been measured is kept");
            return new(true, _journal.Failures, _failedChecks);
        }
        catch (Exception exception) when (_deployment > 0 && exception is EmulationException or IOException)
        {
            _journal.Fail(null, $"the run was ended: {exception.Message}");
            return new(false, _journal.Failures, _failedChecks);
        }
    }

    /// <summary>The dilation that an experiment runs with, and why.</summary>
    /// <exception cref="EmulationException">It asks for less than this machine needs.</exception>
    public static (double Factor, string Reason) Dilation(Experiment experiment)
    {
        // Only who asks for it gets a world that is faster than real time, but executions that nobody waits for.
        var least = EmulatedWorld.LeastDilation(experiment.Continuum, Math.Min(1, experiment.Run.Dilation ?? (experiment.Workloads.Count == 0 && experiment.Profile is not null && experiment.Jobs.Count == 0 ? FastestProfile : 1)));
        var cores = experiment.Continuum.Nodes.Sum(node => node.Site.Cpu.Cores * node.Site.Share.Value);
        var promise = $"the nodes have the power of {cores:0.##} cores, and this machine has {EmulatedWorld.RealCores}";
        if (experiment.Run.Dilation is not { } asked)
            return (least, $"{promise}: {(least > 1 ? $"everything runs {least:0.##} times slower and is divided back" : least < 1 ? $"everything runs {1 / least:0.##} times faster and is multiplied back" : "real time")}");
        return asked >= least - 1e-9
            ? (asked, $"dilation {asked:0.##} is what the file asks for")
            : throw new EmulationException($"run.dilation is {asked:0.##}, but {promise}; it needs at least {least:0.##} (or 'auto')");
    }

    private async Task RunVariantAsync(int number, Variant variant, int variants, CancellationToken cancellation)
    {
        var experiment = variant.Experiment;
        foreach (var service in experiment.Services)
            await RunServiceAsync(number, experiment, service, cancellation).ConfigureAwait(false);
        if (experiment.Workloads.Count == 0 && experiment.Profile is null && experiment.Jobs.Count == 0)
            return;
        var (dilation, reason) = Dilation(experiment);
        _journal.Report($"building {experiment.Continuum.Nodes.Count} nodes");
        using var world = EmulatedWorld.Build(experiment.Continuum, dilation, experiment.Run.Processor, experiment.Seed);
        store.SetMeta($"variant {number} dilation", new { factor = dilation, reason });
        store.SetMeta($"variant {number} notes", dilation > 1 ? [.. world.Notes, DilationNote(dilation), WakeNote(world)] : world.Notes);
        store.SetMeta("congestion control", world.Nodes[0].Namespace.CongestionControl);
        if (experiment.Run.SelfCheck != SelfCheck.Skip)
            await CheckAsync(number, experiment, world, cancellation).ConfigureAwait(false);
        if (experiment.Profile is not null || experiment.Jobs.Count > 0)
            store.AddExecutionSizes(experiment.Continuum.Sites.Select(ExecutionSize.Of));
        if (experiment.Profile is not null)
            await RunProfileAsync(number, experiment, world, cancellation).ConfigureAwait(false);
        if (experiment.Jobs.Count > 0)
            await RunCallsAsync(number, variant, world, cancellation).ConfigureAwait(false);
        foreach (var placement in experiment.Workloads.Count > 0 ? experiment.Placements : [])
        {
            var plan = PlacementPlan.Make(experiment, placement);
            var prefix = variants > 1 ? $"{number}/{variants} {placement}" : placement;
            await RunPlacementAsync(number, experiment, world, plan, prefix, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunProfileAsync(int variant, Experiment experiment, EmulatedWorld world, CancellationToken cancellation)
    {
        try
        {
            await new ProfileExecution(store, _journal, experiment, world).RunAsync(variant, ++_deployment, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EmulationException or TimeoutException)
        {
            _journal.Fail(_deployment, $"profile: {exception.Message}");
        }
    }

    private async Task RunServiceAsync(int variant, Experiment experiment, Service whole, CancellationToken cancellation)
    {
        // A replica keeps its model.
        var service = whole with { Levers = whole.Levers with { Variant = null } };
        _journal.Report($"{service.Name}: measuring what a request costs on this machine");
        var cost = await ReplicaCost.MeasureAsync(service, cancellation).ConfigureAwait(false);
        var emulation = new ServiceEmulation(experiment, service, text => _journal.Event(null, "service", text));
        var (world, check) = await FitAsync(experiment, service, emulation, cost, cancellation).ConfigureAwait(false);
        using var _ = world;
        _journal.DoneSeconds += FitSeconds;
        var dilation = world.Dilation;
        _journal.ExpectedSeconds += experiment.Scalings.Count * experiment.Run.Repetitions * (ServiceSeconds(service, experiment, dilation) - ServiceSeconds(service, experiment, experiment.Run.Dilation ?? UsualServiceDilation));
        var speed = world.Nodes[0].Node.Site.Share.Value;
        var promise = $"a request takes {cost * 1000:0.0} ms of this machine's processor and {service.Time} on a replica, whose core works in {cost / speed / service.Time.Seconds:0 %} of it";
        store.SetMeta($"variant {variant} dilation", new { factor = dilation, reason = $"{promise}: the world runs {(dilation < 1 ? $"{1 / dilation:0.##} times faster than real time" : $"{dilation:0.##} times slower than real time")}" });
        store.SetMeta($"variant {variant} notes", service.Levers == whole.Levers ? world.Notes : [.. world.Notes, "the lever 'variant' exists in simulation only; here policies did without it"]);
        Keep(variant, experiment, check);
        if (experiment.Run.SelfCheck != SelfCheck.Skip)
            await CheckAsync(variant, experiment, world, cancellation).ConfigureAwait(false);
        try
        {
            await emulation.RunAsync(
                world,
                text => _journal.Report($"{service.Name}: {text}"),
                (outcome, time) =>
                {
                    store.AddServiceOutcome(variant, outcome);
                    Keep(variant, experiment, time);
                    _deployment++;
                    _journal.DoneSeconds += ServiceSeconds(service, experiment, dilation);
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EmulationException or TimeoutException or HttpRequestException)
        {
            _journal.Fail(null, $"{service.Name}: {exception.Message}");
        }
    }

    private void Keep(int variant, Experiment experiment, Check check)
    {
        store.AddChecks(variant, [check]);
        if (experiment.Run.SelfCheck == SelfCheck.Enforce && !check.Passed)
            _failedChecks++;
    }

    /// <summary>A world in which a lone request takes as long as the file says: what waking and slots add to it is measured, and the cores are made so much faster.</summary>
    /// <exception cref="EmulationException">It does not fit on this machine.</exception>
    private async Task<(EmulatedWorld World, Check Check)> FitAsync(Experiment experiment, Service service, ServiceEmulation emulation, double cost, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var slowed = ReplicaCost.Slowed(experiment.Continuum, service, cost);
            var least = ServiceEmulation.LeastDilation(slowed);
            var dilation = experiment.Run.Dilation ?? least;
            if (dilation < EmulatedWorld.LeastDilation(slowed, 0.01) - 1e-9)
                throw new EmulationException($"run.dilation is {dilation:0.##}, but a request takes {cost * 1000:0.0} ms of this machine's processor: {service.Most} replicas need at least {least:0.##} (or 'auto')");
            var world = EmulatedWorld.Build(slowed, dilation, experiment.Run.Processor, experiment.Seed);
            try
            {
                _journal.Report($"{service.Name}: measuring how long a request takes on a replica ({attempt})");
                var check = await emulation.MeasureAsync(world, cancellation).ConfigureAwait(false);
                if (attempt == MostFits || check.Passed)
                    return (world, check);
                cost *= Math.Clamp(check.Achieved / check.Configured, 0.7, 1.5);
            }
            catch
            {
                world.Dispose();
                throw;
            }
            world.Dispose();
        }
    }

    /// <summary>Real time that a policy takes; a guess until the dilation is known.</summary>
    private static double ServiceSeconds(Service service, Experiment experiment, double dilation) =>
        2 + RequestLoads.Seconds(service.Load, experiment.Run.Duration.Seconds) * dilation;

    private static string DilationNote(double dilation) =>
        $"TCP's own timers (retransmission after at least 200 ms, delayed acknowledgement) are not dilated: after a loss they act {dilation:0.##} times sooner than in real time";

    private static string WakeNote(EmulatedWorld world) =>
        $"a process that wakes while its lane is off waits up to {world.WakeSeconds * 1000:0.0} ms of the world's time on average, more than it would undilated: work of a few tens of milliseconds on one node takes some percent longer";

    private async Task CheckAsync(int number, Experiment experiment, EmulatedWorld world, CancellationToken cancellation)
    {
        var checks = await WorldCheck.RunAsync(world, text => _journal.Report("self-check: " + text), cancellation).ConfigureAwait(false);
        store.AddChecks(number, checks);
        _journal.DoneSeconds += CheckSeconds;
        var failed = checks.Count(check => !check.Passed);
        if (failed > 0)
            _journal.Event(null, "self-check", $"{failed} of {checks.Count} checks are out of tolerance");
        if (experiment.Run.SelfCheck == SelfCheck.Enforce)
            _failedChecks += failed;
    }

    private async Task RunPlacementAsync(int variant, Experiment experiment, EmulatedWorld world, PlacementPlan plan, string prefix, CancellationToken cancellation)
    {
        if (plan.Failure is { } failure)
        {
            _journal.Fail(null, $"{plan.Policy} cannot place the work: {failure}");
            return;
        }
        _journal.Report($"{prefix}: starting {plan.Sources.Count} sources and {plan.Workers.Count} workers");
        StreamPrograms programs;
        try
        {
            // Nobody measures yet: what starts may have whole cores.
            world.OpenLanes();
            programs = await StreamPrograms.StartAsync(experiment, plan, name => world.ByName[name], world.Dilation, cancellation).ConfigureAwait(false);
            world.GateLanes();
        }
        catch (Exception exception) when (exception is EmulationException or TimeoutException)
        {
            _journal.Fail(null, $"{plan.Policy}: {exception.Message}");
            return;
        }
        using (programs)
        {
            _journal.DoneSeconds += StartUpSeconds;
            for (var repetition = 1; repetition <= experiment.Run.Repetitions; repetition++)
            {
                _journal.Report($"{prefix}: repetition {repetition} of {experiment.Run.Repetitions}");
                var record = new DeploymentRecord(++_deployment, variant, plan.Policy, repetition, world.Dilation, plan.Sources, plan.Workers);
                store.SetDeployment(record);
                store.AddDecisions(record.Deployment, plan.Decisions);
                await new Repetition(store, world, experiment, programs, _journal.Fail, _journal.Event).RunAsync(record, cancellation).ConfigureAwait(false);
                _journal.DoneSeconds += RepetitionSeconds(experiment, world.Dilation);
            }
        }
    }

    private static double ExpectedSeconds(Experiment experiment) =>
        (experiment.Run.SelfCheck == SelfCheck.Skip ? 0 : CheckSeconds) +
        experiment.Services.Sum(service => FitSeconds + experiment.Scalings.Count * experiment.Run.Repetitions * ServiceSeconds(service, experiment, experiment.Run.Dilation ?? UsualServiceDilation)) +
        (experiment.Profile is null ? 0 : ProfileExecution.UsualSeconds) +
        CallComparison.UsualSeconds(experiment, Dilation(experiment).Factor) +
        (experiment.Workloads.Count == 0 ? 0 : experiment.Placements.Count * (StartUpSeconds + experiment.Run.Repetitions * RepetitionSeconds(experiment, Dilation(experiment).Factor)));

    private static double RepetitionSeconds(Experiment experiment, double dilation) =>
        (experiment.Run.Warmup.Seconds + experiment.Run.Duration.Seconds) * dilation + 0.5;
}
