using Berth.Cluster.Api;
using Berth.Cluster.Objects;

namespace Berth.Cluster.Election;

/// <summary>
/// Holds a lease, so that of several processes one acts. Clocks of other machines are not trusted: a lease is free when it was not renewed for its duration as
/// seen here, and the holder stops acting before that by its own clock.
/// </summary>
/// <param name="leases">The leases.</param>
/// <param name="lease">Namespace and name of the lease.</param>
/// <param name="identity">Who this is; unique among those who want it.</param>
/// <param name="times">How long it holds.</param>
/// <param name="time">Clock.</param>
/// <param name="changed">Is told in words when somebody else leads.</param>
public sealed class LeaderElection(ApiResource<Lease> leases, ObjectKey lease, string identity, LeaseTimes times, TimeProvider time, Action<string>? changed = null)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _renewed;
    private bool _holds;
    private (string? Holder, string? Renewed) _seen;
    private long _seenAt;

    /// <summary>Whether this process may act now.</summary>
    public bool IsLeader
    {
        get
        {
            lock (_lock)
                return _holds && time.GetElapsedTime(_renewed) < times.RenewDeadline;
        }
    }

    /// <summary>Completes when this process leads.</summary>
    public Task WhenLeaderAsync()
    {
        lock (_lock)
            return _turn.Task;
    }

    /// <summary>Wants the lease until it is cancelled, then gives it back.</summary>
    /// <exception cref="ApiException">The server forbids it: waiting would not help.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var asked = time.GetTimestamp();
                var held = false;
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(times.RenewDeadline);
                try
                {
                    held = await TryAsync(limit.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    // A server that hangs is as good as away.
                    held = IsLeader;
                    asked = _renewed;
                }
                catch (ApiException exception) when (exception.IsConflict || (exception.IsTransient && exception.Reason != "Unverified"))
                {
                    // Somebody was quicker, or the server is away: until the deadline this changes nothing.
                    held = IsLeader && !exception.IsConflict;
                    asked = _renewed;
                }
                Note(held, asked);
                await Task.Delay(times.Retry, time, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        Lease current;
        try
        {
            current = await leases.GetAsync(lease.Namespace, lease.Name, cancellation).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.IsNotFound)
        {
            await leases.CreateAsync(lease.Namespace, new() { Metadata = new() { Namespace = lease.Namespace, Name = lease.Name }, Spec = Mine(null) }, cancellation).ConfigureAwait(false);
            return true;
        }
        var seen = (current.Spec.HolderIdentity, current.Spec.RenewTime);
        if (seen != _seen)
        {
            if (!string.IsNullOrEmpty(seen.HolderIdentity) && seen.HolderIdentity != identity && seen.HolderIdentity != _seen.Holder)
                changed?.Invoke($"{seen.HolderIdentity} leads");
            (_seen, _seenAt) = (seen, time.GetTimestamp());
        }
        var free = string.IsNullOrEmpty(seen.HolderIdentity) || time.GetElapsedTime(_seenAt) >= TimeSpan.FromSeconds(current.Spec.LeaseDurationSeconds ?? times.Duration.TotalSeconds);
        if (seen.HolderIdentity != identity && !free)
            return false;
        // The version of what was read goes along, so of two that want a free lease one gets a conflict.
        await leases.ReplaceAsync(lease.Namespace, lease.Name, current with { Spec = Mine(current.Spec) }, cancellation).ConfigureAwait(false);
        return true;
    }

    private LeaseSpec Mine(LeaseSpec? before)
    {
        var now = KubeTime.Microseconds(time.GetUtcNow());
        var mine = before?.HolderIdentity == identity;
        return new()
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = (int)Math.Ceiling(times.Duration.TotalSeconds),
            AcquireTime = mine ? before!.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = before is null ? 0 : (before.LeaseTransitions ?? 0) + (mine ? 0 : 1),
        };
    }

    private void Note(bool held, long asked)
    {
        var was = _holds;
        lock (_lock)
        {
            (_holds, _renewed) = (held, asked);
            if (held && !was)
                _turn.TrySetResult();
            else if (!held && was)
                _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        if (held != was)
            changed?.Invoke(held ? $"{identity} leads" : $"{identity} no longer leads");
    }

    private async Task ReleaseAsync()
    {
        if (!_holds)
            return;
        Note(false, 0);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            var current = await leases.GetAsync(lease.Namespace, lease.Name, limit.Token).ConfigureAwait(false);
            if (current.Spec.HolderIdentity == identity)
                await leases.ReplaceAsync(lease.Namespace, lease.Name, current with { Spec = current.Spec with { HolderIdentity = "", LeaseDurationSeconds = 1 } }, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ApiException or OperationCanceledException)
        {
            // It ends by itself after its duration.
        }
    }
}
