using System.Collections.Concurrent;
using Berth.Cluster.Objects;
using Berth.Serving.Measures;

namespace Berth.Cluster.Autoscaling;

/// <summary>What an autoscaler counts, from what is heard of it.</summary>
/// <param name="next">Hears of it too.</param>
internal sealed class AutoscalerMetrics(IAutoscalerNews next) : IAutoscalerNews
{
    private readonly ConcurrentDictionary<ObjectKey, Figures> _scalers = [];

    public void Saw(ObjectKey scaler, ScalerReading reading)
    {
        Of(scaler, each => each with { Reading = reading });
        next.Saw(scaler, reading);
    }

    public void Scaled(ObjectKey scaler, int from, int to, string reason)
    {
        Of(scaler, each => to > from ? each with { Ups = each.Ups + 1 } : each with { Downs = each.Downs + 1 });
        next.Scaled(scaler, from, to, reason);
    }

    public void Acts(ObjectKey scaler, bool acts, string reason, string message)
    {
        Of(scaler, each => each with { Acts = acts, Reason = reason });
        next.Acts(scaler, acts, reason, message);
    }

    public void Said(string what) => next.Said(what);

    /// <summary>A scaler is gone.</summary>
    internal void Forget(ObjectKey scaler) => _scalers.TryRemove(scaler, out _);

    /// <summary>Everything; of scalers only while it leads, so that two autoscalers do not count them twice.</summary>
    internal string Text(bool leads)
    {
        var text = new MetricsText().Single("berth_autoscaler_leader", "gauge", "Whether this autoscaler acts.", leads ? 1 : 0);
        var scalers = leads ? _scalers.OrderBy(each => each.Key.ToString(), StringComparer.Ordinal).ToList() : [];
        Each("berth_autoscaler_desired_replicas", "gauge", "Replicas that are asked for.", each => each.Reading?.Desired);
        Each("berth_autoscaler_ready_replicas", "gauge", "Replicas that take requests.", each => each.Reading?.Ready);
        Each("berth_autoscaler_requested_cores", "gauge", "Cores that the replicas request together.", each => each.Reading?.Cores);
        Each("berth_autoscaler_queued_requests", "gauge", "Requests that wait at the dispatcher.", each => each.Reading?.Queued);
        text.Metric("berth_autoscaler_changes_total", "counter", "Times that another number of replicas was asked for.");
        foreach (var (key, each) in scalers)
            text.Value("berth_autoscaler_changes_total", each.Ups, [.. Labels(key, each), ("direction", "up")]).Value("berth_autoscaler_changes_total", each.Downs, [.. Labels(key, each), ("direction", "down")]);
        text.Metric("berth_autoscaler_active", "gauge", "Whether a scaler acts, and why.");
        foreach (var (key, each) in scalers.Where(each => each.Value.Reason is not null))
            text.Value("berth_autoscaler_active", each.Acts ? 1 : 0, [.. Labels(key, each), ("reason", each.Reason!)]);
        return text.ToString();

        void Each(string name, string type, string help, Func<Figures, double?> value)
        {
            text.Metric(name, type, help);
            foreach (var (key, figures) in scalers)
                if (value(figures) is { } known)
                    text.Value(name, known, Labels(key, figures));
        }
    }

    private static (string, string)[] Labels(ObjectKey key, Figures figures) => [("scaler", key.ToString()), ("policy", figures.Reading?.Policy ?? "")];

    private void Of(ObjectKey scaler, Func<Figures, Figures> change) => _scalers.AddOrUpdate(scaler, _ => change(new(null, 0, 0, false, null)), (_, before) => change(before));

    private sealed record Figures(ScalerReading? Reading, long Ups, long Downs, bool Acts, string? Reason);
}
