using System.Globalization;
using Berth.Accounting.Services;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Collecting;
using Berth.Cluster.Deploying;
using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Serving.Admin;
using Berth.Serving.Load;
using Berth.Serving.Scaling;
using Berth.Workloads.Clock;

namespace Berth.Cluster.Running;

/// <summary>One repetition of a service under one scaling policy on a cluster: the loop that scales real deployments, under a load that a pod sends.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="space">Its namespace.</param>
/// <param name="service">The service.</param>
/// <param name="deployment">Its pods.</param>
/// <param name="driver">The pod that sends.</param>
/// <param name="kubelets">The kubelets, where they may be asked for the use of pods.</param>
/// <param name="tell">Is told of what happens, for the records.</param>
/// <param name="time">Clock.</param>
internal sealed class ServiceTrial(ApiClient client, string space, Service service, ServiceDeployment deployment, PodNode driver, Kubelets? kubelets, Action<string> tell, TimeProvider time)
{
    private const long Second = 1_000_000_000;
    private const long Prelude = 500_000_000;

    /// <summary>Runs it until every request has been resolved.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="scaling">Name of the policy.</param>
    /// <param name="repetition">Number of the repetition.</param>
    /// <param name="seconds">Length of the load.</param>
    /// <param name="startSeconds">How long a replica takes to start.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">A program or a pod that it needs has ended.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    /// <exception cref="HttpRequestException">The dispatcher does not answer.</exception>
    internal async Task<ServiceOutcome> RunAsync(Experiment experiment, string scaling, int repetition, int seconds, double startSeconds, CancellationToken cancellation)
    {
        var facts = ServiceFactsOf.File(service) with { StartSeconds = startSeconds };
        var program = driver.Start("load", 0, LoadProgram.Verb);
        try
        {
            var requests = service.Load.Trace is { } trace ? service.Load with { Trace = driver.GiveFile(trace) } : service.Load;
            var load = await DrivenLoad.StartAsync(
                program,
                new(deployment.DispatcherAddress, ServiceDeployment.Port, requests, seconds, experiment.Seed + repetition - 1, service.Name, service.Timeout.Nanoseconds, 1, DrivenLoad.PictureBytes, Pictures: 8),
                facts.ObjectiveSeconds, cancellation).ConfigureAwait(false);
            return await ScaleAsync(experiment, scaling, repetition, seconds, facts, load, cancellation).ConfigureAwait(false);
        }
        finally
        {
            driver.Remove(program);
        }
    }

    private async Task<ServiceOutcome> ScaleAsync(Experiment experiment, string scaling, int repetition, int seconds, ServiceFacts facts, DrivenLoad load, CancellationToken cancellation)
    {
        var steps = new ServiceSteps(service.Least, tell);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // An object of the cluster would say the same; it is not made, because the kind need not be known there.
        var scaler = ServiceScaler.Of(space, service, scaling, experiment, facts, $"http://{deployment.DispatcherAddress}");
        var loop = new ScalerLoop(client, scaler, _ => deployment.Admin(), steps, () => true, time, kubelets).RunAsync(end.Token);
        try
        {
            using var admin = deployment.Admin();
            await RegisteredAsync(admin, loop, cancellation).ConfigureAwait(false);
            var begin = MonotonicClock.Now + Prelude;
            steps.Begin = begin;
            load.Begin(begin + driver.Clock.Ahead);
            var ledger = new ServiceLedger(facts.ObjectiveSeconds);
            await CountAsync(admin, load.CollectAsync(cancellation), loop, ledger, steps, begin, seconds, cancellation).ConfigureAwait(false);
            foreach (var step in steps.Steps)
                ledger.Add(step);
            foreach (var lost in load.Requests.Where(request => request.Outcome != LoadOutcome.Completed).GroupBy(request => (request.Outcome, request.Status)))
                tell(string.Create(CultureInfo.InvariantCulture, $"{lost.Count()} requests: {lost.Key.Outcome}{(lost.Key.Status > 0 ? $" with status {lost.Key.Status}" : "")}, the first {lost.Min(request => request.Scheduled) * 1e-9:0.0} s after the start"));
            return ledger.Close(
                load.Resolved,
                new(
                    service.Name, scaling, repetition, seconds, 0, 0, load.Requests.Count(request => request.Outcome == LoadOutcome.Refused),
                    load.Requests.Count(request => request.Outcome is not LoadOutcome.Completed and not LoadOutcome.Refused),
                    null, null, null, null, null, 0, 0, steps.Steps.Count, null, null, null, [], [], []));
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await loop.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the dispatcher knows the replicas that are there.</summary>
    private async Task RegisteredAsync(DispatcherAdmin admin, Task loop, CancellationToken cancellation)
    {
        while ((await admin.ReadAsync(cancellation).ConfigureAwait(false)).Replicas.Count(replica => replica.State != "draining") < service.Least)
        {
            if (loop.IsCompleted)
                await loop.ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Counts every second until the load is resolved.</summary>
    private async Task CountAsync(DispatcherAdmin admin, Task collecting, Task loop, ServiceLedger ledger, ServiceSteps steps, long begin, int seconds, CancellationToken cancellation)
    {
        await MonotonicClock.UntilAsync(begin, cancellation).ConfigureAwait(false);
        var last = await admin.ReadAsync(cancellation).ConfigureAwait(false);
        for (var second = 1L; !collecting.IsCompleted || second <= seconds; second++)
        {
            await MonotonicClock.UntilAsync(begin + second * Second, cancellation).ConfigureAwait(false);
            if (loop.IsFaulted)
                await loop.ConfigureAwait(false);
            var telemetry = await admin.ReadAsync(cancellation).ConfigureAwait(false);
            var pods = await deployment.PodsAsync(cancellation).ConfigureAwait(false);
            var load = CountedLoad.Between(last, telemetry);
            last = telemetry;
            if (second <= seconds)
                ledger.Add(new ServiceSecond(Math.Max(0, load.Concurrency - load.Busy), load.Busy, pods.Count(PodReplicas.IsReady), steps.Desired, pods.Count, 0));
        }
        await collecting.ConfigureAwait(false);
    }
}
