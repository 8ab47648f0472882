using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Deploying;
using Berth.Emulation.Functions;
using Berth.Records.Store;

namespace Berth.Cluster.Running;

/// <summary>The nodes of a continuum as pods in a namespace of their own.</summary>
internal sealed class ContinuumPods : IFunctionWorld, IAsyncDisposable
{
    private readonly List<PodNode> _nodes = [];
    private readonly Dictionary<string, PodNode> _byName = [];

    private ContinuumPods()
    {
    }

    /// <summary>The nodes.</summary>
    internal IReadOnlyList<PodNode> Nodes => _nodes;

    /// <summary>By their names.</summary>
    internal IReadOnlyDictionary<string, PodNode> ByName => _byName;

    /// <inheritdoc/>
    IReadOnlyList<IFunctionNode> IFunctionWorld.Nodes => _nodes;

    /// <inheritdoc/>
    double IFunctionWorld.Dilation => 1;

    /// <inheritdoc/>
    void IFunctionWorld.Open()
    {
        // Limits of pods are what they are.
    }

    /// <inheritdoc/>
    void IFunctionWorld.Gate()
    {
        // They were never lifted.
    }

    /// <inheritdoc/>
    Task IFunctionWorld.SampleAsync(RunStore store, int deployment, long start, CancellationToken ended) => new ClusterSampler(_nodes, store, deployment).RunAsync(ended);

    /// <inheritdoc/>
    void IFunctionWorld.AssertWhole()
    {
        // Nothing but the pods is needed, and the loss of one is told by its programs.
    }

    /// <summary>Makes the pods, waits until they run, and attaches to them.</summary>
    /// <param name="client">Speaks with the server.</param>
    /// <param name="space">Their namespace.</param>
    /// <param name="nodes">The nodes that they stand for.</param>
    /// <param name="image">Image of the program.</param>
    /// <param name="note">Told what is not as the file says.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterException">A pod does not start.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<ContinuumPods> StartAsync(
        ApiClient client, ExperimentSpace space, IReadOnlyList<Model.Node> nodes, string image, Action<string> note, TimeProvider time, CancellationToken cancellation)
    {
        var selectors = await SiteSelectors.FindAsync(client, [.. nodes.Select(node => node.Site).DistinctBy(site => site.Name)], note, cancellation).ConfigureAwait(false);
        foreach (var node in nodes)
            await MakeAsync(client, space, node, image, selectors[node.Site.Name], cancellation).ConfigureAwait(false);
        var all = new ContinuumPods();
        try
        {
            foreach (var node in nodes)
            {
                var pod = await AttachAsync(client, space, node, image, time, cancellation).ConfigureAwait(false);
                all._nodes.Add(pod);
                all._byName.Add(pod.Name, pod);
            }
            return all;
        }
        catch
        {
            await all.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A pod that stands for no node of a continuum, made, started and attached to.</summary>
    /// <exception cref="ClusterException">It does not start.</exception>
    /// <exception cref="ApiException">A request failed.</exception>
    internal static async Task<PodNode> StartAsync(ApiClient client, ExperimentSpace space, Model.Node node, string image, (string, string)? selector, TimeProvider time, CancellationToken cancellation)
    {
        await MakeAsync(client, space, node, image, selector, cancellation).ConfigureAwait(false);
        return await AttachAsync(client, space, node, image, time, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync().ConfigureAwait(false);
    }

    private static Task<JsonObject> MakeAsync(ApiClient client, ExperimentSpace space, Model.Node node, string image, (string, string)? selector, CancellationToken cancellation) =>
        new ApiResource<JsonObject>(client, ResourceType.Pods).CreateAsync(space.Name, Manifests.NodePod(node, image, space.Experiment, space.Owner, selector), cancellation);

    private static async Task<PodNode> AttachAsync(ApiClient client, ExperimentSpace space, Model.Node node, string image, TimeProvider time, CancellationToken cancellation)
    {
        var pod = await PodStart.WaitAsync(client, new(space.Name, Fields: $"metadata.name={node.Name}"), node.Name, image, pod => pod.Status is { Phase: "Running", PodIP.Length: > 0 }, time, cancellation).ConfigureAwait(false);
        return await PodNode.AttachAsync(client, space.Name, node, pod.Spec.NodeName ?? "", pod.Status!.PodIP!, cancellation).ConfigureAwait(false);
    }
}
