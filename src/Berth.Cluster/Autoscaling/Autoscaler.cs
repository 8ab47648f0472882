using System.Threading.Channels;
using Berth.Cluster.Api;
using Berth.Cluster.Election;
using Berth.Cluster.Objects;
using Berth.Cluster.Watching;
using Berth.Model;

namespace Berth.Cluster.Autoscaling;

/// <summary>Runs every <c>BerthScaler</c> of a cluster, each in a loop of its own; one that changes begins anew.</summary>
/// <param name="client">Speaks with the server.</param>
/// <param name="options">What to do.</param>
/// <param name="news">Hears of it.</param>
/// <param name="time">Clock.</param>
public sealed class Autoscaler(ApiClient client, AutoscalerOptions options, IAutoscalerNews news, TimeProvider time)
{
    private static readonly TimeSpan DispatcherPatience = TimeSpan.FromSeconds(5);

    private readonly Channel<(ObjectKey Key, Scaler? Scaler)> _changes = Channel.CreateUnbounded<(ObjectKey, Scaler?)>();
    private readonly Dictionary<ObjectKey, RunningLoop> _loops = [];
    private readonly AutoscalerMetrics _metrics = new(news);
    private readonly LeaderElection? _election = options.Lease is { } lease ? new(new KubeApi(client).Leases, lease, options.Identity, LeaseTimes.Default, time, news.Said) : null;

    /// <summary>Whether it knows the scalers of the cluster.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>What it counts, in the text format of Prometheus.</summary>
    public string Metrics => _metrics.Text(MayAct());

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="ApiException">The server forbids what is needed, or does not verify.</exception>
    /// <exception cref="ClusterException">There is no credential, or the cluster does not know scalers.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scalers = new Informer<Scaler>(new(client, ScalerKinds.Scalers), new(options.Namespace), new Listener(_changes.Writer, () => IsSynced = true), time, new RandomStream(1, "scalers"));
        List<Task> parts = [scalers.RunAsync(end.Token), FollowAsync(end.Token)];
        if (_election is not null)
            parts.Add(_election.RunAsync(end.Token));
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([.. parts, .. _loops.Values.Select(loop => loop.Task)]).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        try
        {
            await first.ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.IsNotFound)
        {
            throw new ClusterException("this cluster does not know the kind BerthScaler: kubectl apply -f deploy/berthscalers.yaml", exception);
        }
    }

    private bool MayAct() => _election?.IsLeader ?? true;

    private async Task FollowAsync(CancellationToken cancellation)
    {
        var next = _changes.Reader.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            var ended = await Task.WhenAny([next, .. _loops.Values.Where(loop => !loop.Task.IsCompletedSuccessfully).Select(loop => loop.Task)]).ConfigureAwait(false);
            // A loop that fails has met what waiting does not mend.
            await ended.ConfigureAwait(false);
            while (_changes.Reader.TryRead(out var change))
                await ChangeAsync(change.Key, change.Scaler, cancellation).ConfigureAwait(false);
            if (next.IsCompleted)
                next = _changes.Reader.WaitToReadAsync(cancellation).AsTask();
        }
    }

    private async Task ChangeAsync(ObjectKey key, Scaler? scaler, CancellationToken cancellation)
    {
        if (_loops.TryGetValue(key, out var running))
        {
            // Its own status is no change to what it is to do.
            if (scaler is not null && scaler.Metadata.Generation == running.Generation && scaler.Metadata.Uid == running.Uid)
                return;
            _loops.Remove(key);
            await running.EndAsync().ConfigureAwait(false);
            _metrics.Forget(key);
        }
        if (scaler is not null)
            _loops[key] = RunningLoop.Start(scaler, token => new ScalerLoop(
                client, scaler, plan => new(plan.Admin, DispatcherPatience), new ScalerStatus(client, scaler, _metrics, time), MayAct, time).RunAsync(token), cancellation);
    }

    private sealed record RunningLoop(long? Generation, string? Uid, CancellationTokenSource Stop, Task Task)
    {
        internal static RunningLoop Start(Scaler scaler, Func<CancellationToken, Task> run, CancellationToken cancellation)
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            return new(scaler.Metadata.Generation, scaler.Metadata.Uid, stop, run(stop.Token));
        }

        internal async Task EndAsync()
        {
            await Stop.CancelAsync().ConfigureAwait(false);
            await Task.ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            Stop.Dispose();
        }
    }

    private sealed class Listener(ChannelWriter<(ObjectKey Key, Scaler? Scaler)> changes, Action synced) : IInformerListener<Scaler>
    {
        public void Set(Scaler item, Scaler? before) => changes.TryWrite((ObjectKey.Of(item), item));

        public void Gone(Scaler item) => changes.TryWrite((ObjectKey.Of(item), null));

        public void Synced() => synced();
    }
}

/// <summary>What an autoscaler is to do.</summary>
public sealed record AutoscalerOptions
{
    /// <summary>Namespace whose scalers it runs; null is all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Lease by which one of several autoscalers acts; null acts without asking.</summary>
    public ObjectKey? Lease { get; init; } = new("kube-system", "berth-autoscaler");

    /// <summary>Name of this process among those that want the lease.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";
}
