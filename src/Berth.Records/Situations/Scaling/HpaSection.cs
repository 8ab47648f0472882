using Berth.Policies.Scaling.Hpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of Kubernetes' autoscaler, in the words of autoscaling/v2.</summary>
internal static class HpaSection
{
    private const double MostSeconds = 1e6;

    internal static ScalingSetup Read(JsonFields fields)
    {
        var change = ReadSettings(fields, metrics: true);
        var memory = ReadMemory(fields);
        return (policy, options) => new HpaPolicy(policy, "as a document describes it", change(HpaOptions.Settings(options)), memory());
    }

    /// <summary>What it says of the settings, to be put over others.</summary>
    internal static Func<HpaSettings, HpaSettings> ReadSettings(JsonFields fields, bool metrics)
    {
        var targets = metrics ? fields.Objects("metrics", HpaMetricReader.Read) : [];
        var behavior = fields.Object("behavior", HpaBehaviorReader.Read);
        double? tolerance = Given(fields, "tolerance", 0, 10), downscale = Given(fields, "downscaleStabilizationSeconds", 0, MostSeconds), sync = Given(fields, "syncPeriodSeconds", 0.001, MostSeconds);
        double? initialization = Given(fields, "cpuInitializationPeriodSeconds", 0, MostSeconds), readiness = Given(fields, "initialReadinessDelaySeconds", 0, MostSeconds);
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

    private static HpaScaleEvent ReadEvent(JsonFields fields) => new(fields.Whole("replicaChange", 0, int.MaxValue), fields.Moment("timestampSeconds"));

    private static double? Given(JsonFields fields, string name, double least, double most) => fields.Has(name) ? fields.Number(name, least, most) : null;
}
