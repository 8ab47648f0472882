using System.Globalization;

namespace Berth.Policies.Scaling.Queue;

/// <summary>
/// The autoscaler of the seed project on elastic inference, as it is coded: it multiplies the replicas by the number of waiting requests over a desired
/// one, and waits after each change. Its faults are kept: an empty queue means the fewest replicas whatever the load, what it scales by is the
/// integral of what it should balance, and one pause holds for both directions.
/// </summary>
/// <param name="settings">Its constants.</param>
/// <param name="lastChange">When it last changed something; null is never.</param>
public sealed class QueueRule(QueueSettings settings, long? lastChange = null) : IScalingPolicy
{
    /// <summary>Metric that it reads.</summary>
    public const string Metric = "queue";

    private long? _lastChange = lastChange;

    /// <summary>When it last changed something, nanoseconds; null is never.</summary>
    public long? LastChange => _lastChange;

    /// <inheritdoc/>
    public string Name => "queue";

    /// <inheritdoc/>
    public string Summary => "the seed's rule: replicas by the number of waiting requests, with a pause after each change";

    /// <inheritdoc/>
    public long Period { get; } = Moments.Of(settings.PollSeconds);

    /// <inheritdoc/>
    public ScalingDecision Decide(ServiceView view)
    {
        var current = view.Desired;
        if (_lastChange is { } last && view.Now - last < Moments.Of(settings.CooldownSeconds))
            return Stay(view, view.Explain ? $"changed {Text(Moments.Seconds(view.Now - last))} s ago, less than {Text(settings.CooldownSeconds)} s" : "");
        if (NotReady(view) is { } pod)
            return Stay(view, view.Explain ? $"{pod.Name} is not ready" : "");
        if (view.Find(Metric) is not { } queue || double.IsNaN(queue))
            return Stay(view, view.Explain ? "the number of waiting requests is unknown" : "");
        var wanted = queue == 0 ? view.Least : Math.Ceiling(current * (queue / settings.DesiredQueue));
        var replicas = (int)Math.Clamp(wanted, view.Least, view.Most);
        if (replicas != current)
            _lastChange = view.Now;
        else if (!view.Explain)
            return new(current, "", []);
        var reason = queue == 0
            ? $"nothing waits: the fewest, {view.Least}"
            : $"{Text(queue)} wait, {Text(settings.DesiredQueue)} should: {current} · {Text(queue)} / {Text(settings.DesiredQueue)} gives {Text(wanted)}{(wanted == replicas ? "" : $", {replicas} with the bounds")}";
        return new(replicas, reason, [new("queue", queue), new("current", current), new("wanted", wanted)]);
    }

    private static ScalingDecision Stay(ServiceView view, string reason) => new(view.Desired, reason, []);

    /// <summary>
    /// A replica whose condition Ready is there and not true. Before a node takes it up a pod has no such condition, and the original lets it pass;
    /// from then on the node says that it is not ready.
    /// </summary>
    private static ReplicaView? NotReady(ServiceView view)
    {
        for (var at = 0; at < view.Replicas.Count; at++)
            if (view.Replicas[at] is { } pod && pod.Ready != true && (pod.Ready == false || pod.Lost || pod.Started is not null))
                return pod;
        return null;
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
