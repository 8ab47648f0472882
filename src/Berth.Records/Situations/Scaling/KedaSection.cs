using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Keda;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of KEDA, in the words of its ScaledObject.</summary>
internal static class KedaSection
{
    private const double MostSeconds = 1e6;

    private enum Behavior
    {
        @static,
        currentReplicas,
        currentReplicasIfHigher,
        currentReplicasIfLower,
    }

    internal static ScalingSetup Read(JsonFields fields)
    {
        var metric = fields.Has("metricName") ? fields.Text("metricName") : null;
        double? threshold = fields.NumberOrNull("threshold", 0.001, 1e12), activation = fields.NumberOrNull("activationThreshold", 0, 1e12);
        double? polling = fields.NumberOrNull("pollingInterval", 0.001, MostSeconds), cooldown = fields.NumberOrNull("cooldownPeriod", 0, MostSeconds), initial = fields.NumberOrNull("initialCooldownPeriod", 0, MostSeconds);
        bool? idle = fields.Has("idleReplicaCount") ? fields.Whole("idleReplicaCount", 0, 0) == 0 : null, ignore = fields.Has("ignoreNullValues") ? fields.Flag("ignoreNullValues", true) : null;
        var fallback = fields.Object("fallback", ReadFallback);
        var hpa = fields.Object("hpa", inner => new Hpa(HpaSection.ReadSettings(inner, metrics: false), HpaSection.ReadMemory(inner)));
        var memory = ReadMemory(fields, hpa);
        return (_, options, _) =>
        {
            var settings = KedaSettings.Of(options);
            return new KedaPolicy(
                settings with
                {
                    Metric = metric ?? settings.Metric,
                    Threshold = threshold ?? settings.Threshold,
                    ActivationThreshold = activation ?? settings.ActivationThreshold,
                    PollingSeconds = polling ?? settings.PollingSeconds,
                    CooldownSeconds = cooldown ?? settings.CooldownSeconds,
                    InitialCooldownSeconds = initial ?? settings.InitialCooldownSeconds,
                    IdleAtZero = idle ?? settings.IdleAtZero,
                    IgnoreMissing = ignore ?? settings.IgnoreMissing,
                    Fallback = fallback ?? settings.Fallback,
                    Hpa = hpa?.Settings(settings.Hpa) ?? settings.Hpa,
                },
                memory());
        };
    }

    private static Func<KedaMemory> ReadMemory(JsonFields fields, Hpa? hpa)
    {
        long? active = fields.MomentOrNull("lastActiveTimeSeconds"), poll = fields.MomentOrNull("lastPollSeconds"), sync = fields.MomentOrNull("lastSyncSeconds"), created = fields.MomentOrNull("creationTimestampSeconds");
        var failures = fields.Whole("numberOfFailures", 0, int.MaxValue, 0);
        return () => new() { LastActive = active, LastPoll = poll, LastSync = sync, Created = created, Failures = failures, Hpa = hpa?.Memory() ?? new() };
    }

    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy)
    {
        var memory = ((KedaPolicy)policy).Memory;
        Moment(json, "lastActiveTimeSeconds", memory.LastActive);
        Moment(json, "creationTimestampSeconds", memory.Created);
        Moment(json, "lastPollSeconds", memory.LastPoll);
        Moment(json, "lastSyncSeconds", memory.LastSync);
        Number(json, "numberOfFailures", memory.Failures, 0);
        json.WriteStartObject("hpa");
        HpaSection.WriteMemory(json, memory.Hpa);
        json.WriteEndObject();
    }

    private static KedaFallback ReadFallback(JsonFields fields) => new(
        fields.Whole("replicas", 0, 1_000_000), fields.Whole("failureThreshold", 0, int.MaxValue), (KedaFallbackBehavior)(int)fields.Choice<Behavior>("behavior", required: false));

    private sealed record Hpa(Func<Policies.Scaling.Hpa.HpaSettings, Policies.Scaling.Hpa.HpaSettings> Settings, Func<Policies.Scaling.Hpa.HpaMemory> Memory);
}
