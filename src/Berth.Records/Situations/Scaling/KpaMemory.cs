using System.Text.Json;
using Berth.Policies.Scaling.Kpa;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>What Knative's autoscaler remembers, in a document: the panic, the decider's status, the condition Active of the PodAutoscaler, and the buckets of seconds.</summary>
internal static class KpaMemory
{
    private const int MostPods = int.MaxValue;

    private static readonly string[] Remembered =
    [
        "panicTimeSeconds", "maxPanicPods", "desiredScale", "excessBurstCapacity", "delayWindow", "active", "proxySinceSeconds", "scaleTargetInitialized", "countedUntilSecond",
        "concurrencyBuckets", "concurrencyPanicBuckets", "rpsBuckets", "rpsPanicBuckets",
    ];

    private enum Status
    {
        Unknown,
        True,
        False,
    }

    /// <summary>What it says of the state, to be put over that of an autoscaler that is new.</summary>
    internal static Func<KpaState, KpaState> ReadState(JsonFields fields)
    {
        var panic = fields.MomentOrNull("panicTimeSeconds");
        int? most = fields.WholeOrNull("maxPanicPods", 0, MostPods), desired = fields.WholeOrNull("desiredScale", KpaState.Unknown, MostPods), burst = fields.WholeOrNull("excessBurstCapacity", int.MinValue, int.MaxValue);
        var delayed = fields.Has("delayWindow") ? fields.Objects("delayWindow", one => new KpaRecommendation(one.Moment("timestampSeconds"), one.Whole("pods", 0, MostPods))) : null;
        for (var at = 1; at < delayed?.Count; at++)
            if (delayed[at].Moment <= delayed[at - 1].Moment)
                fields.Error($"delayWindow[{at}].timestampSeconds", "does not come after the one before it");
        var active = fields.Object("active", condition => new Read<(KpaActivity Is, long Since)>(((KpaActivity)(int)condition.Choice<Status>("status"), condition.Moment("lastTransitionTimeSeconds"))));
        var proxy = fields.MomentOrNull("proxySinceSeconds");
        var initialized = fields.FlagOrNull("scaleTargetInitialized");
        // One that remembers anything is not new, and only a new one panics for what it finds.
        var old = Array.Exists(Remembered, fields.Has);
        return start => start with
        {
            PanicTime = old ? panic : start.PanicTime,
            MaxPanicPods = most ?? (old ? 0 : start.MaxPanicPods),
            Delayed = delayed ?? start.Delayed,
            DesiredScale = desired ?? start.DesiredScale,
            ExcessBurstCapacity = burst ?? start.ExcessBurstCapacity,
            Activity = active?.Value.Is ?? start.Activity,
            ActivitySince = active?.Value.Since ?? start.ActivitySince,
            ProxySince = proxy,
            Initialized = initialized ?? start.Initialized,
        };
    }

    /// <summary>The buckets of the metric that is in use, and the last second that was counted. Those of the other metric are admitted and not looked at.</summary>
    internal static Func<KpaSettings, KpaSeconds> ReadSeconds(JsonFields fields)
    {
        var (concurrency, concurrencyPanic) = (ReadWindow(fields, "concurrencyBuckets"), ReadWindow(fields, "concurrencyPanicBuckets"));
        var (rps, rpsPanic) = (ReadWindow(fields, "rpsBuckets"), ReadWindow(fields, "rpsPanicBuckets"));
        long? seen = fields.Has("countedUntilSecond") ? fields.Count("countedUntilSecond", -9_000_000_000) : null;
        return settings =>
        {
            var (stable, panic) = settings.Metric == KpaMetric.Concurrency ? (concurrency, concurrencyPanic) : (rps, rpsPanic);
            // What a document says once holds for both windows, as every second is recorded in both.
            return new(stable, panic ?? stable, seen ?? (stable is null ? null : stable.First + stable.Values.Count - 1));
        };
    }

    internal static void WriteState(Utf8JsonWriter json, KpaState state)
    {
        Moment(json, "panicTimeSeconds", state.PanicTime);
        json.WriteNumber("maxPanicPods", state.MaxPanicPods);
        if (state.Delayed.Count > 0)
            List(json, "delayWindow", state.Delayed, one =>
            {
                Moment(json, "timestampSeconds", one.Moment);
                json.WriteNumber("pods", one.Pods);
            });
        json.WriteNumber("desiredScale", state.DesiredScale);
        json.WriteNumber("excessBurstCapacity", state.ExcessBurstCapacity);
        json.WriteStartObject("active");
        json.WriteString("status", ((Status)(int)state.Activity).ToString());
        Moment(json, "lastTransitionTimeSeconds", state.ActivitySince);
        json.WriteEndObject();
        Moment(json, "proxySinceSeconds", state.ProxySince);
        json.WriteBoolean("scaleTargetInitialized", state.Initialized);
    }

    internal static void WriteSeconds(Utf8JsonWriter json, KpaMetric metric, KpaSeconds seconds)
    {
        var name = metric == KpaMetric.Concurrency ? "concurrency" : "rps";
        WriteWindow(json, $"{name}Buckets", seconds.Stable);
        WriteWindow(json, $"{name}PanicBuckets", seconds.Panic);
        if (seconds.Seen is { } seen)
            json.WriteNumber("countedUntilSecond", seen);
    }

    private static KpaWindow? ReadWindow(JsonFields fields, string name) => fields.Object(name, window =>
    {
        var first = window.Count("firstSecond", -9_000_000_000);
        var values = window.Numbers("values", 0, 1e12);
        if (values.Count == 0)
            window.Error("values", "is empty or missing; give at least one second, or leave the buckets out");
        return new KpaWindow(first, values);
    });

    private static void WriteWindow(Utf8JsonWriter json, string name, KpaWindow? window)
    {
        if (window is null)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("firstSecond", window.First);
        Numbers(json, "values", window.Values);
        json.WriteEndObject();
    }
}
