using System.Collections.Concurrent;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Watching;

namespace Berth.Cluster.Tests.Chaos;

/// <summary>Sees every node that every pod of a namespace ever has, by its identity.</summary>
internal sealed class WatchedPods : IInformerListener<Pod>, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    internal WatchedPods(KubeApi api, string space) =>
        _watching = new Informer<Pod>(api.Pods, new(space), this, TimeProvider.System, new(1, "watched")).RunAsync(_end.Token);

    /// <summary>The nodes that each pod had, one after the other.</summary>
    internal ConcurrentDictionary<string, IReadOnlyList<string>> Nodes { get; } = [];

    public void Set(Pod item, Pod? before)
    {
        if (item.Spec.NodeName is { Length: > 0 } node)
            Nodes.AddOrUpdate(item.Metadata.Uid!, [node], (_, seen) => seen[^1] == node ? seen : [.. seen, node]);
    }

    public void Gone(Pod item)
    {
    }

    public void Synced()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Record.ExceptionAsync(() => _watching);
        _end.Dispose();
    }
}
