using Berth.Accounting.Services;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Records.Formats.Carbon;
using Berth.Records.Formats.Requests;
using Berth.Serving.Load;
using Berth.Workloads.Clock;
using Berth.Workloads.Programs;

namespace Berth.Emulation.Services;

/// <summary>A service of an experiment in a world of its own: cores that are as slow as its requests need, replicas on them, and every scaling policy in turn.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="service">The service.</param>
/// <param name="tell">Is told of what happens, for the records.</param>
internal sealed class ServiceEmulation(Experiment experiment, Service service, Action<string> tell)
{
    /// <summary>Part of the machine that the emulated cores may take when the dilation is chosen: load and dispatcher run beside them.</summary>
    private const double Usable = 0.88;

    /// <summary>The smallest dilation with which a service's cores fit on this machine, beside what drives them.</summary>
    internal static double LeastDilation(Continuum slowed) => Math.Ceiling(EmulatedWorld.LeastDilation(slowed, 0.01) / (Usable / Processor.SlotPlan.Usable) * 20 - 1e-9) / 20;

    /// <summary>Starts replicas in a world and measures how long a lone request takes.</summary>
    /// <param name="world">The world, made of <see cref="ReplicaCost.Slowed"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<Check> MeasureAsync(EmulatedWorld world, CancellationToken cancellation)
    {
        using var replicas = new ServiceReplicas(world, service);
        await StartAsync(world, replicas, cancellation).ConfigureAwait(false);
        world.GateLanes();
        return await RequestTime.MeasureAsync(world, replicas, service, cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs every policy in every repetition.</summary>
    /// <param name="world">The world, made of <see cref="ReplicaCost.Slowed"/>.</param>
    /// <param name="progress">Is told what comes next.</param>
    /// <param name="keep">Is given each outcome as soon as there is one, and what requests took.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task RunAsync(EmulatedWorld world, Action<string> progress, Action<ServiceOutcome, Check> keep, CancellationToken cancellation)
    {
        var seconds = RequestLoads.Seconds(service.Load, experiment.Run.Duration.Seconds);
        using var replicas = new ServiceReplicas(world, service);
        progress($"starting {service.Most} replicas");
        var startSeconds = await StartAsync(world, replicas, cancellation).ConfigureAwait(false);
        var facts = ServiceFactsOf.File(service) with { StartSeconds = startSeconds };
        var pace = new RequestPace(world, service);
        for (var repetition = 1; repetition <= experiment.Run.Repetitions; repetition++)
            foreach (var scaling in experiment.Scalings)
            {
                progress($"{scaling}{(experiment.Run.Repetitions > 1 ? $", repetition {repetition}" : "")}");
                var (outcome, check) = await TryAsync(world, replicas, pace, facts, scaling, repetition, seconds, cancellation).ConfigureAwait(false);
                keep(outcome, check);
                world.AssertWhole();
            }
    }

    /// <summary>Starts the replicas: all that must be there beforehand, else one. How long a start takes, in the world's time: what the file says, or what the first took.</summary>
    private async Task<double> StartAsync(EmulatedWorld world, ServiceReplicas replicas, CancellationToken cancellation)
    {
        var seconds = service.Start?.Seconds;
        if (seconds is null)
        {
            var before = MonotonicClock.Now;
            await replicas.StartAsync(0, cancellation).ConfigureAwait(false);
            seconds = (MonotonicClock.Now - before) * 1e-9 / world.Dilation;
        }
        if (replicas.AreStartedBeforehand)
        {
            world.OpenLanes();
            await replicas.StartAllAsync(cancellation).ConfigureAwait(false);
            world.GateLanes();
        }
        return seconds.Value;
    }

    private async Task<(ServiceOutcome Outcome, Check Check)> TryAsync(EmulatedWorld world, ServiceReplicas replicas, RequestPace pace, ServiceFacts facts, string scaling, int repetition, int seconds, CancellationToken cancellation)
    {
        var policy = ScalingPolicies.Get(scaling, experiment.Options.GetValueOrDefault(scaling));
        (policy as IClairvoyant)?.Foresee(new(
            [.. RequestLoads.Moments(service.Load, seconds, experiment.Seed + repetition - 1, service.Name)], _ => facts.MeanSeconds, seconds * 1_000_000_000L, facts, service.Least, service.Most));
        var site = experiment.Continuum.Sites.First(each => each.Name == service.Site);
        var intensity = site.Grid is { } grid ? GridSeries.Read(grid, seconds * 1_000_000_000L) : null;
        using var dispatcher = await DispatcherProcess.StartAsync(world, service, cancellation).ConfigureAwait(false);
        using var sender = world.StartOutside("load", BerthProgram.Command(LoadProgram.Verb));
        var load = await DrivenLoad.StartAsync(
            sender,
            new(
                dispatcher.Front.Host, dispatcher.Front.Port, service.Load, seconds, experiment.Seed + repetition - 1, service.Name, (long)(service.Timeout.Nanoseconds * world.Dilation), world.Dilation,
                DrivenLoad.PictureBytes, Pictures: 8),
            facts.ObjectiveSeconds, cancellation).ConfigureAwait(false);
        var meter = new ServiceMeter(replicas, pace, site, intensity, world.Dilation);
        var trial = new ServiceTrial(service, facts, policy, replicas, dispatcher, load, meter, pace, seconds, world.Dilation, text => tell($"{scaling}: {text}"));
        await trial.RunAsync(cancellation).ConfigureAwait(false);
        var outcome = trial.Ledger.Close(
            load.Resolved,
            new(
                service.Name, scaling, repetition, seconds, 0, 0, load.Requests.Count(request => request.Outcome == LoadOutcome.Refused),
                load.Requests.Count(request => request.Outcome is not LoadOutcome.Completed and not LoadOutcome.Refused),
                null, null, null, null, null, 0, 0, trial.Changes, meter.Joules, meter.Grams, meter.Cost, [], [], []));
        return (outcome, trial.RequestTime);
    }
}
