using System.Globalization;
using Berth.Cluster.Api;
using Berth.Cluster.Deploying;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Serving.Load;
using Berth.Workloads.Serving;

namespace Berth.Cluster.Running;

/// <summary>How much of a core of the cluster a replica needs for a request to take as long as the file says. As in emulation, the file's time goes before the share of its site.</summary>
internal static class ReplicaShare
{
    private const int WarmUps = 40, Requests = 120;

    /// <summary>A limit below that is not kept exactly: 1 ms of every 100.</summary>
    private const double LeastShare = 0.01;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a request takes is measured in a pod, and so is the share.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="space">Namespace of the service.</param>
    /// <param name="service">The service.</param>
    /// <param name="site">Its site.</param>
    /// <param name="image">Image of the program.</param>
    /// <param name="selector">Labels of the nodes of the cluster on which replicas may run; null is any.</param>
    /// <param name="note">Told the figures.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">The pod does not start, or the replica does not answer.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<Fraction> MeasureAsync(
        ApiClient client, ExperimentSpace space, Service service, Site site, string image, (string, string)? selector, Action<string> note, TimeProvider time, CancellationToken cancellation)
    {
        // Half a core is had on small clusters, too; what a request takes of it is the same.
        var pod = await ContinuumPods.StartAsync(client, space, new("measured-1", site with { Cpu = new(1), Share = new(0.5) }), image, selector, time, cancellation).ConfigureAwait(false);
        await using var _ = pod.ConfigureAwait(false);
        var replica = pod.Start("replica", 0, WorkerProgram.Verb);
        try
        {
            replica.Send(new WorkerSettings(Transport.Http, "0.0.0.0", ServiceDeployment.Port).ToLine());
            await replica.ReadyAsync(Patience, cancellation).ConfigureAwait(false);
            using var reach = client.Reach(space.Name, pod.Name, ServiceDeployment.Port, Patience);
            var requests = new LoneRequests(reach, reach.BaseAddress!);
            for (var request = 0; request < WarmUps; request++)
                await requests.SendAsync(cancellation).ConfigureAwait(false);
            var before = await pod.UseAsync(cancellation).ConfigureAwait(false);
            for (var request = 0; request < Requests; request++)
                await requests.SendAsync(cancellation).ConfigureAwait(false);
            var cost = ((await pod.UseAsync(cancellation).ConfigureAwait(false)).Processor - before.Processor) * 1e-9 / Requests;
            var share = cost / (service.Time.Seconds * service.Processor.Value);
            note(string.Create(CultureInfo.InvariantCulture, $"a request to {service.Name} takes {cost * 1000:0.0} ms of a processor of {pod.Host}, so ") + (share > 1
                ? $"replicas get a whole core, and even then it takes longer than the file's {service.Time}"
                : string.Create(CultureInfo.InvariantCulture, $"replicas get {1000 * share:0}m of a core: one that is busy answers a request in {service.Time}, as the file says, one that is not answers sooner")));
            return new(Math.Clamp(share, LeastShare, 1));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new ClusterException($"the replica that is measured on {pod.Host} does not answer: {exception.Message}");
        }
        finally
        {
            pod.Remove(replica);
        }
    }
}
