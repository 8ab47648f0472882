using Berth.Accounting.Services;
using Berth.Cluster.Autoscaling;
using Berth.Workloads.Clock;

namespace Berth.Cluster.Running;

/// <summary>Keeps what a scaler does in the books of a trial.</summary>
/// <param name="desired">Replicas that are asked for at first.</param>
/// <param name="tell">Is told what keeps it from acting.</param>
internal sealed class ServiceSteps(int desired, Action<string> tell) : IScalerReport
{
    private readonly List<ScalingStep> _steps = [];
    private readonly Lock _gate = new();
    private string? _told;
    private volatile int _desired = desired;

    /// <summary>Moment 0 of the trial.</summary>
    internal long Begin { get; set; } = MonotonicClock.Now;

    /// <summary>Replicas that are asked for now.</summary>
    internal int Desired => _desired;

    /// <summary>What was done until now.</summary>
    internal IReadOnlyList<ScalingStep> Steps
    {
        get
        {
            lock (_gate)
                return [.. _steps];
        }
    }

    /// <inheritdoc/>
    public void Saw(ScalerReading reading)
    {
        // The trial counts by itself.
    }

    /// <inheritdoc/>
    public Task ActsAsync(bool acts, string reason, string message, CancellationToken cancellation)
    {
        if (!acts && _told != reason)
            tell($"{reason}: {message}");
        _told = reason;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ScaledAsync(int from, int to, string reason, CancellationToken cancellation)
    {
        _desired = to;
        lock (_gate)
            _steps.Add(new(Math.Max(0, (MonotonicClock.Now - Begin) * 1e-9), from, to, reason, new Dictionary<string, double>()));
        return Task.CompletedTask;
    }
}
