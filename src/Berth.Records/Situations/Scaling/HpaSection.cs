using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Hpa;
using static Berth.Records.Situations.SituationWriter;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of Kubernetes' autoscaler, in the words of autoscaling/v2.</summary>
internal static class HpaSection
{
    private const double MostSeconds = 1e6;

    internal static ScalingSetup Read(JsonFields fields)
    {
        var change = ReadSettings(fields, metrics: true);
        var memory = ReadMemory(fields);
        return (policy, options, _) => new HpaPolicy(policy, "as a document describes it", change(HpaOptions.Settings(options)), memory());
    }

    /// <summary>What it says of the settings, to be put over others.</summary>
    internal static Func<HpaSettings, HpaSettings> ReadSettings(JsonFields fields, bool metrics)
    {
        var targets = metrics ? fields.Objects("metrics", HpaMetricReader.Read) : [];
        var behavior = fields.Object("behavior", HpaBehaviorReader.Read);
        double? tolerance = fields.NumberOrNull("tolerance", 0, 10), downscale = fields.NumberOrNull("downscaleStabilizationSeconds", 0, MostSeconds), sync = fields.NumberOrNull("syncPeriodSeconds", 0.001, MostSeconds);
        double? initialization = fields.NumberOrNull("cpuInitializationPeriodSeconds", 0, MostSeconds), readiness = fields.NumberOrNull("initialReadinessDelaySeconds", 0, MostSeconds);
        return settings => settings with
        {
            Metrics = targets.Count > 0 ? targets : settings.Metrics,
            Behavior = behavior?.Behavior ?? settings.Behavior,
            UpTolerance = behavior?.UpTolerance ?? tolerance ?? settings.UpTolerance,
            DownTolerance = behavior?.DownTolerance ?? tolerance ?? settings.DownTolerance,
            DownscaleStabilizationSeconds = downscale ?? settings.DownscaleStabilizationSeconds,
            SyncSeconds = sync ?? settings.SyncSeconds,
            CpuInitializationSeconds = initialization ?? settings.CpuInitializationSeconds,
            InitialReadinessSeconds = readiness ?? settings.InitialReadinessSeconds,
        };
    }

    /// <summary>What it remembers, anew each time.</summary>
    internal static Func<HpaMemory> ReadMemory(JsonFields fields)
    {
        var recommendations = fields.Has("recommendations")
            ? fields.Objects("recommendations", one => new HpaRecommendation(one.Whole("replicas", 0, int.MaxValue), one.Moment("timestampSeconds"))) : null;
        var (ups, downs) = (fields.Objects("scaleUpEvents", ReadEvent), fields.Objects("scaleDownEvents", ReadEvent));
        return () => new(recommendations, ups, downs);
    }

    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy) => WriteMemory(json, ((HpaPolicy)policy).Memory);

    /// <summary>What it remembers. The order is kept: places of what is outdated are used again.</summary>
    internal static void WriteMemory(Utf8JsonWriter json, HpaMemory memory)
    {
        if (memory.Recommendations is { } recommendations)
            List(json, "recommendations", recommendations, one =>
            {
                json.WriteNumber("replicas", one.Replicas);
                Moment(json, "timestampSeconds", one.Moment);
            });
        WriteEvents(json, "scaleUpEvents", memory.Ups);
        WriteEvents(json, "scaleDownEvents", memory.Downs);
    }

    private static void WriteEvents(Utf8JsonWriter json, string name, IReadOnlyList<HpaScaleEvent> events)
    {
        if (events.Count > 0)
            List(json, name, events, one =>
            {
                json.WriteNumber("replicaChange", one.Change);
                Moment(json, "timestampSeconds", one.Moment);
            });
    }

    private static HpaScaleEvent ReadEvent(JsonFields fields) => new(fields.Whole("replicaChange", 0, int.MaxValue), fields.Moment("timestampSeconds"));
}
