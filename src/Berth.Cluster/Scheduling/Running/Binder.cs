using System.Text.Json;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.State;
using Berth.Model;

namespace Berth.Cluster.Scheduling.Running;

/// <summary>
/// Binds pods to their nodes, many at once. The server binds a pod once and refuses a second time, so where an answer is lost it is enough to look.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="parallel">How many at once.</param>
/// <param name="mayAct">Whether this process may still act.</param>
/// <param name="time">Clock.</param>
internal sealed class Binder(KubeApi api, int parallel, Func<bool> mayAct, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _room = new(parallel);

    /// <summary>Binds a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="node">Name of the node.</param>
    /// <param name="note">Why.</param>
    /// <param name="told">Is told null when it is bound; otherwise what is true of the pod, or that nothing is known of it any more.</param>
    /// <param name="cancellation">Begins nothing more.</param>
    /// <param name="end">Gives up what has begun.</param>
    /// <exception cref="ApiException">The server forbids it.</exception>
    internal async Task BindAsync(PodInfo pod, string node, DecisionNote note, Action<BindFailure?> told, CancellationToken cancellation, CancellationToken end)
    {
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            told(await TryAsync(pod, node, note, end).ConfigureAwait(false));
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Completes when none is under way any more; they were told to end.</summary>
    internal async Task EndAsync()
    {
        for (var each = 0; each < parallel; each++)
            await _room.WaitAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    private async Task<BindFailure?> TryAsync(PodInfo pod, string node, DecisionNote note, CancellationToken cancellation)
    {
        try
        {
            if (!mayAct())
                return new(null, "another process leads");
            var binding = new Binding
            {
                Metadata = new()
                {
                    Namespace = pod.Key.Namespace, Name = pod.Key.Name, Uid = pod.Pod.Metadata.Uid,
                    Annotations = new Dictionary<string, string> { [BerthLabels.Decision] = JsonSerializer.Serialize(note, KubeJson.Of<DecisionNote>()) },
                },
                Target = new() { ApiVersion = "v1", Kind = "Node", Name = node },
            };
            await api.Pods.PostPartAsync(pod.Key.Namespace, pod.Key.Name, "binding", binding, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ApiException exception) when (!exception.IsForbidden && (exception.Code != 401 || exception.IsTransient))
        {
            return new(await LookAsync(pod.Key, cancellation).ConfigureAwait(false), exception.Message);
        }
    }

    /// <summary>The pod as the server has it, asked until it answers; null when it has none.</summary>
    private async Task<Pod?> LookAsync(ObjectKey pod, CancellationToken cancellation)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), new RandomStream(1, pod.ToString()));
        while (true)
        {
            try
            {
                return await api.Pods.GetAsync(pod.Namespace, pod.Name, cancellation).ConfigureAwait(false);
            }
            catch (ApiException exception) when (exception.IsNotFound)
            {
                return null;
            }
            catch (ApiException exception) when (exception.IsTransient)
            {
                await Task.Delay(backoff.Next(), time, cancellation).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>A pod could not be bound, or it is not known whether it was.</summary>
/// <param name="Pod">The pod as the server has it; null when it has none, or was not asked.</param>
/// <param name="Why">What went wrong.</param>
internal sealed record BindFailure(Pod? Pod, string Why);
