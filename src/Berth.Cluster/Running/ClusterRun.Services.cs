using Berth.Cluster.Api;
using Berth.Cluster.Collecting;
using Berth.Cluster.Deploying;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using Berth.Records.Formats.Requests;

namespace Berth.Cluster.Running;

/// <content>Services: replicas that a scaling policy counts, behind a dispatcher.</content>
public sealed partial class ClusterRun
{
    private const double ServiceStartSeconds = 110, SettleSeconds = 20;

    private async Task RunServiceAsync(int number, Experiment experiment, Service service, CancellationToken cancellation)
    {
        var notes = new List<string>();
        if (service.Levers != ServiceLevers.None)
            notes.Add("the levers of the file exist in simulation and emulation only; here policies set the number of replicas");
        var all = experiment.Scalings.ToDictionary(scaling => scaling, scaling => ScalingPolicies.Get(scaling, experiment.Options.GetValueOrDefault(scaling)));
        var policies = experiment.Scalings.Where(scaling => all[scaling] is not IClairvoyant).ToList();
        if (policies.Count < experiment.Scalings.Count)
            notes.Add($"left out is {string.Join(", ", experiment.Scalings.Except(policies))}, which must be told what will come: nobody knows it here");
        await NoteUseAsync([.. policies.Where(scaling => GoesByUse(all[scaling]))], notes, cancellation).ConfigureAwait(false);
        var site = experiment.Continuum.Sites.First(each => each.Name == service.Site);
        var space = await ExperimentSpace.OpenAsync(client, experiment.Name, settings.Text, owned: true, time, cancellation).ConfigureAwait(false);
        try
        {
            _journal.Report($"{service.Name}: starting in {space.Name}");
            var selectors = await SiteSelectors.FindAsync(client, [site], notes.Add, cancellation).ConfigureAwait(false);
            _journal.Report($"{service.Name}: measuring what a request takes of a processor");
            var share = await ReplicaShare.MeasureAsync(client, space, service, site, settings.Image, selectors[site.Name], notes.Add, time, cancellation).ConfigureAwait(false);
            var deployment = await ServiceDeployment.StartAsync(client, space, service, site with { Share = share }, settings.Image, selectors[site.Name], time, cancellation).ConfigureAwait(false);
            var driver = await ContinuumPods.StartAsync(client, space, Driver, settings.Image, null, time, cancellation).ConfigureAwait(false);
            await using var _ = driver.ConfigureAwait(false);
            _journal.Report($"{service.Name}: measuring how long a replica starts");
            var startSeconds = service.Most == service.Least ? ServiceFactsOf.File(service).StartSeconds : await deployment.SettleAsync(service.Least + 1, cancellation).ConfigureAwait(false);
            notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a replica of {service.Name} took {startSeconds:0.0} s to start"));
            _journal.DoneSeconds += ServiceStartSeconds;
            await WithKubeletsAsync(space, notes, kubelets => TryAllAsync(number, experiment, service, space, deployment, driver, kubelets, policies, startSeconds, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            store.SetMeta($"variant {number} notes", notes);
            _journal.Report($"deleting {space.Name}");
            await space.DeleteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task TryAllAsync(
        int number, Experiment experiment, Service service, ExperimentSpace space, ServiceDeployment deployment, PodNode driver, Kubelets? kubelets, IReadOnlyList<string> policies, double startSeconds, CancellationToken cancellation)
    {
        var seconds = RequestLoads.Seconds(service.Load, experiment.Run.Duration.Seconds);
        for (var repetition = 1; repetition <= experiment.Run.Repetitions; repetition++)
            foreach (var scaling in policies)
            {
                _journal.Report($"{service.Name}: {scaling}{(experiment.Run.Repetitions > 1 ? $", repetition {repetition}" : "")}");
                await deployment.SettleAsync(service.Least, cancellation).ConfigureAwait(false);
                var trial = new ServiceTrial(client, space.Name, service, deployment, driver, kubelets, text => _journal.Event(null, "service", $"{scaling}: {text}"), time);
                try
                {
                    store.AddServiceOutcome(number, await trial.RunAsync(experiment, scaling, repetition, seconds, startSeconds, cancellation).ConfigureAwait(false));
                    _deployment++;
                }
                catch (Exception exception) when (exception is ClusterException or TimeoutException or HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
                {
                    _journal.Fail(null, $"{service.Name}: {scaling}: {exception.Message}");
                }
                _journal.DoneSeconds += seconds + SettleSeconds;
            }
    }

    private static bool GoesByUse(IScalingPolicy policy) =>
        policy is HpaPolicy { Settings: var hpa } && hpa.Metrics.Any(metric => metric.Source is HpaMetricSource.Resource or HpaMetricSource.ContainerResource);

    private async Task NoteUseAsync(IReadOnlyList<string> policies, List<string> notes, CancellationToken cancellation)
    {
        if (policies.Count > 0 && await new ApiDiscovery(client).FindAsync("metrics.k8s.io", ["v1beta1"], cancellation).ConfigureAwait(false) is null)
            notes.Add($"the processor use of pods, by which {string.Join(" and ", policies)} go, is {(settings.Kubelets == KubeletRoute.None ? "not known: they change nothing" : "that of the kubelets")}, because the cluster has no metrics.k8s.io");
    }

    /// <summary>The pod that sends the requests.</summary>
    private static Node Driver { get; } = new("driver-1", new("driver", Tier.Cloud, 1, new(0.5), new(1), new Memory(512L << 20), null, null, null, 1, null));

    private static double ServiceSeconds(Experiment experiment, Service service) =>
        ServiceStartSeconds + experiment.Scalings.Count * experiment.Run.Repetitions * (RequestLoads.Seconds(service.Load, experiment.Run.Duration.Seconds) + SettleSeconds);
}
