using System.Collections.Concurrent;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Autoscaling;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Tests.Harness;

/// <summary>An autoscaler that runs beside a test.</summary>
internal sealed class RunningAutoscaler : IAutoscalerNews, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ApiClient _client;

    private readonly Autoscaler _autoscaler;

    internal RunningAutoscaler(ClusterAccess access, string space, ObjectKey? lease = null)
    {
        _client = new(access, TimeProvider.System);
        _autoscaler = new(_client, new() { Namespace = space, Lease = lease }, this, TimeProvider.System);
        Running = _autoscaler.RunAsync(_end.Token);
    }

    /// <summary>Whether it may end for lack of a right.</summary>
    internal bool MayBeRefused { get; init; }

    internal string Metrics => _autoscaler.Metrics;

    internal Task Running { get; }

    internal ConcurrentQueue<string> Sayings { get; } = [];

    public void Scaled(ObjectKey scaler, int from, int to, string reason) => Sayings.Enqueue($"{from} → {to}: {reason}");

    public void Acts(ObjectKey scaler, bool acts, string reason, string message) => Sayings.Enqueue($"{reason}: {message}");

    public void Said(string what) => Sayings.Enqueue(what);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (await Record.ExceptionAsync(() => Running) is not (null or OperationCanceledException or ClusterException) and var failure && !(MayBeRefused && failure is ApiException { Code: 403 }))
            Assert.Fail($"the autoscaler ended: {failure}; it said: {string.Join('\n', Sayings)}");
        _client.Dispose();
        _end.Dispose();
    }
}
