using System.Threading.Channels;
using Berth.Cluster.Api;
using Berth.Cluster.Election;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.Running;
using Berth.Cluster.Scheduling.State;
using Berth.Cluster.Watching;
using Berth.Model;
using Berth.Records.Clusters;

namespace Berth.Cluster.Scheduling;

/// <summary>
/// Binds the pods of a cluster: nodes and pods are watched, one loop decides, bindings go out beside it, and what comes back is told to the loop. Everything that it
/// knows is in the cluster, so it may be ended and started at any moment.
/// </summary>
public sealed class SchedulerService : IDisposable
{
    /// <summary>Pods that are decided about ahead of their bindings.</summary>
    private const int MostUnderWay = 2000;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly SchedulerOptions _options;
    private readonly TimeProvider _time;
    private readonly ISchedulerNews _news;
    private readonly KubeApi _api;
    private readonly SchedulerCore _core;
    private readonly Reporter _reporter;
    private readonly Binder _binder;
    private readonly LeaderElection? _election;
    private readonly SchedulerMetrics _metrics;
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private int _toSync = 2;
    private int _underWay;

    /// <summary>A scheduler; nothing happens yet.</summary>
    public SchedulerService(ApiClient client, SchedulerOptions options, ISchedulerNews news, TimeProvider time)
    {
        (_options, _time, _news, _api) = (options, time, news, new(client));
        _core = new(options.Name, options.Policy, new(options.Seed, $"placement {options.Policy.Name}"), options.Records);
        _reporter = new(_api, options.Name, time);
        _election = options.Lease is { } lease ? new(_api.Leases, lease, options.Identity, options.Times, time, what =>
        {
            news.Said(what);
            Post(() => { });
        }) : null;
        _binder = new(_api, options.Parallel, MayAct, time);
        _metrics = new(options.Policy.Name);
    }

    /// <summary>Whether this process may act.</summary>
    public bool IsLeader => MayAct();

    /// <summary>Whether it knows the cluster.</summary>
    public bool IsSynced => Volatile.Read(ref _toSync) == 0;

    /// <summary>What it counts and what it knows of nodes, in the text format of Prometheus. Its loop answers, so that an answer says that it lives.</summary>
    public Task<string> MetricsAsync(CancellationToken cancellation)
    {
        var text = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => text.TrySetResult(_metrics.Text(_core, MayAct())));
        return text.Task.WaitAsync(cancellation);
    }

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="ApiException">The server forbids what is needed, or does not verify.</exception>
    /// <exception cref="ClusterException">There is no credential.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // What is under way then is waited for, so that it is known what became of it.
        using var ending = end.Token.Register(() => _ending.CancelAfter(Grace));
        var nodes = new Informer<Objects.Node>(_api.Nodes, Selection.All, new Listener<Objects.Node>(this, _core.SetNode, node => _core.RemoveNode(node.Metadata.Name!)), _time, new(_options.Seed, "nodes"), Trouble("nodes"));
        var pods = new Informer<Pod>(
            _api.Pods, new(Fields: "status.phase!=Succeeded,status.phase!=Failed"), new Listener<Pod>(this, _core.SetPod, Gone), _time, new(_options.Seed, "pods"), Trouble("pods"));
        List<Task> parts = [nodes.RunAsync(end.Token), pods.RunAsync(end.Token), _reporter.RunAsync(end.Token), Task.Run(() => LoopAsync(end.Token), end.Token), _broken.Task];
        if (_election is not null)
            parts.Add(_election.RunAsync(end.Token));
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        _broken.TrySetCanceled(CancellationToken.None);
        try
        {
            await Task.WhenAll(parts).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What ended first says why, below; the others were told to end.
        }
        await _binder.EndAsync().ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binder.Dispose();
        _ending.Dispose();
    }

    private async Task LoopAsync(CancellationToken cancellation)
    {
        Task<bool>? wait = null;
        while (true)
        {
            while (_inbox.Reader.TryRead(out var happened))
                happened();
            var now = Now();
            var next = _core.Advance(now);
            if (_toSync == 0 && _core.AnyReady && _underWay < MostUnderWay && MayAct())
            {
                var began = _time.GetTimestamp();
                var verdicts = _core.Decide(now);
                _metrics.Decided(verdicts, _time.GetElapsedTime(began));
                foreach (var verdict in verdicts)
                    Enact(verdict, now, cancellation);
                continue;
            }
            wait ??= _inbox.Reader.WaitToReadAsync(cancellation).AsTask();
            using var alarm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var pause = next == long.MaxValue ? Idle : TimeSpan.FromMilliseconds(Math.Clamp((next - now) / 1e6 + 1, 1, Idle.TotalMilliseconds));
            await Task.WhenAny(wait, Task.Delay(pause, _time, alarm.Token)).ConfigureAwait(false);
            await alarm.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (wait.IsCompleted)
                wait = null;
        }
    }

    private void Enact(Verdict verdict, long now, CancellationToken cancellation)
    {
        if (verdict.Node is { } node)
        {
            _underWay++;
            _ = BindAsync(verdict, node.Name, _options.Records?.Describe(verdict, _core.Nodes, now), cancellation);
        }
        else if (_reporter.Refused(verdict.Pod, verdict.Refusal!))
        {
            _news.Refused(verdict.Pod.Key, verdict.Refusal!);
            _options.Records?.Keep(_options.Records.Describe(verdict, _core.Nodes, now));
        }
    }

    private async Task BindAsync(Verdict verdict, string node, PodDecision? kept, CancellationToken cancellation)
    {
        var (pod, note) = (verdict.Pod, verdict.Note!);
        try
        {
            await _binder.BindAsync(pod, node, note, Tell, cancellation, _ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The scheduler ends; whether the pod was bound is seen by the next one.
        }
        catch (Exception exception) when (exception is ApiException or ClusterException)
        {
            _broken.TrySetException(exception);
        }

        void Tell(BindFailure? failure)
        {
            if (failure is null || failure.Pod?.Spec.NodeName == node)
            {
                _news.Bound(pod.Key, note);
                _reporter.Bound(pod, node, note.Reason, _options.TellBindings);
                if (kept is not null)
                    _options.Records!.Keep(kept with { Outcome = PodOutcome.Bound });
                Post(() =>
                {
                    _underWay--;
                    _metrics.Bound(pod, _time.GetUtcNow());
                });
                return;
            }
            _news.Said($"{pod.Key} was not bound to {node}: {failure.Why}");
            if (kept is not null)
                _options.Records!.Keep(kept with { Outcome = PodOutcome.Failed, Reason = failure.Why });
            Post(() =>
            {
                _underWay--;
                _metrics.NotBound();
                _core.Unbind(pod, Now());
                if (failure.Pod is { } fresh)
                    _core.SetPod(fresh);
            });
        }
    }

    private void Gone(Pod pod)
    {
        _core.RemovePod(ObjectKey.Of(pod));
        _reporter.Forget(ObjectKey.Of(pod));
    }

    private bool MayAct() => _election?.IsLeader ?? true;

    private long Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private void Post(Action happened) => _inbox.Writer.TryWrite(happened);

    private Action<string?> Trouble(string what)
    {
        string? told = null;
        return trouble =>
        {
            if (trouble is null && told is not null)
                _news.Said($"{what} are watched again");
            else if (trouble is not null && told is null)
                _news.Said($"{what} cannot be watched for now: {trouble}");
            told = trouble;
        };
    }

    private sealed class Listener<T>(SchedulerService service, Action<T> set, Action<T> gone) : IInformerListener<T>
        where T : class, IKubeObject
    {
        public void Set(T item, T? before) => service.Post(() => set(item));

        public void Gone(T item) => service.Post(() => gone(item));

        public void Synced() => service.Post(() =>
        {
            if (--service._toSync == 0)
                service._news.Said($"{service._core.Nodes.Count} nodes, {service._core.Pending} pods to place by {service._options.Policy.Name}");
        });
    }
}
