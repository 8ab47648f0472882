using System.Collections.Concurrent;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Scheduling;
using Berth.Cluster.Scheduling.Deciding;
using Berth.Cluster.Scheduling.Keeping;
using Berth.Policies.Placement;

namespace Berth.Cluster.Tests.Harness;

/// <summary>A scheduler that runs beside a test.</summary>
internal sealed class RunningScheduler : ISchedulerNews, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ApiClient _client;
    private readonly SchedulerService _service;

    internal RunningScheduler(ClusterAccess access, string name, ObjectKey? lease = null, string identity = "one", string policy = "least-allocated", SchedulerRecords? records = null, IReadOnlyDictionary<string, double>? options = null)
    {
        _client = new(access, TimeProvider.System);
        _service = new(_client, new(PlacementPolicies.Get(policy, options)) { Name = name, Lease = lease, Identity = identity, Records = records }, this, TimeProvider.System);
        Running = _service.RunAsync(_end.Token);
    }

    internal Task Running { get; }

    internal Task<string> MetricsAsync() => _service.MetricsAsync(CancellationToken.None);

    internal bool IsLeader => _service.IsLeader;

    internal ConcurrentQueue<(ObjectKey Pod, DecisionNote Note)> Bindings { get; } = [];

    internal ConcurrentQueue<string> Sayings { get; } = [];

    /// <summary>Forgets what it heard.</summary>
    internal void Forget()
    {
        Bindings.Clear();
        Sayings.Clear();
    }

    public void Bound(ObjectKey pod, DecisionNote note) => Bindings.Enqueue((pod, note));

    public void Refused(ObjectKey pod, string reason) => Sayings.Enqueue($"{pod}: {reason}");

    public void Said(string what) => Sayings.Enqueue(what);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Record.ExceptionAsync(() => Running);
        _service.Dispose();
        _client.Dispose();
        _end.Dispose();
    }
}
