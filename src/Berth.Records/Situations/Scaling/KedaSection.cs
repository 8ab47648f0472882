using Berth.Policies.Scaling.Keda;

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
        double? threshold = Given(fields, "threshold", 0.001, 1e12), activation = Given(fields, "activationThreshold", 0, 1e12);
        double? polling = Given(fields, "pollingInterval", 0.001, MostSeconds), cooldown = Given(fields, "cooldownPeriod", 0, MostSeconds), initial = Given(fields, "initialCooldownPeriod", 0, MostSeconds);
        bool? idle = fields.Has("idleReplicaCount") ? fields.Whole("idleReplicaCount", 0, 0) == 0 : null, ignore = fields.Has("ignoreNullValues") ? fields.Flag("ignoreNullValues", true) : null;
        var fallback = fields.Object("fallback", ReadFallback);
        var hpa = fields.Object("hpa", inner => new Hpa(HpaSection.ReadSettings(inner, metrics: false), HpaSection.ReadMemory(inner)));
        var memory = ReadMemory(fields, hpa);
        return (_, options) =>
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
        long? active = Moment(fields, "lastActiveTimeSeconds"), poll = Moment(fields, "lastPollSeconds"), sync = Moment(fields, "lastSyncSeconds"), created = Moment(fields, "creationTimestampSeconds");
        var failures = fields.Whole("numberOfFailures", 0, int.MaxValue, 0);
        return () => new() { LastActive = active, LastPoll = poll, LastSync = sync, Created = created, Failures = failures, Hpa = hpa?.Memory() ?? new() };
    }

    private static KedaFallback ReadFallback(JsonFields fields) => new(
        fields.Whole("replicas", 0, 1_000_000), fields.Whole("failureThreshold", 0, int.MaxValue), (KedaFallbackBehavior)(int)fields.Choice<Behavior>("behavior", required: false));

    private static double? Given(JsonFields fields, string name, double least, double most) => fields.Has(name) ? fields.Number(name, least, most) : null;

    private static long? Moment(JsonFields fields, string name) => fields.Has(name) ? fields.Moment(name) : null;

    private sealed record Hpa(Func<Policies.Scaling.Hpa.HpaSettings, Policies.Scaling.Hpa.HpaSettings> Settings, Func<Policies.Scaling.Hpa.HpaMemory> Memory);
}
