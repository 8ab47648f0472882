using System.Text.Json;
using Berth.Policies.Scaling;
using Berth.Policies.Scaling.Kpa;

namespace Berth.Records.Situations.Scaling;

/// <summary>Reads what a document says of Knative's autoscaler, in the words of its configuration and of the objects that it keeps.</summary>
internal static class KpaSection
{
    private const int MostSeconds = 86_400;
    private const double MostTarget = 1e9;

    private enum Metric
    {
        concurrency,
        rps,
    }

    internal static ScalingSetup Read(JsonFields fields)
    {
        var change = ReadSettings(fields);
        var (state, seconds) = (KpaMemory.ReadState(fields), KpaMemory.ReadSeconds(fields));
        return (_, options, first) =>
        {
            var settings = change(KpaOptions.Settings(options));
            var policy = new KnativePodAutoscaler(settings) { Seconds = seconds(settings) };
            policy.State = state(KpaState.Start(first.Averages?.ReadyPods ?? KnativePodAutoscaler.ReadyPods(first.Pods), first.Now, settings));
            return policy;
        };
    }

    internal static void Write(Utf8JsonWriter json, IScalingPolicy policy)
    {
        var kpa = (KnativePodAutoscaler)policy;
        if (kpa.State is { } state)
            KpaMemory.WriteState(json, state);
        KpaMemory.WriteSeconds(json, kpa.Settings.Metric, kpa.Seconds);
    }

    private static Func<KpaSettings, KpaSettings> ReadSettings(JsonFields fields)
    {
        KpaMetric? metric = fields.Has("metric") ? (KpaMetric)(int)fields.Choice<Metric>("metric") : null;
        double? concurrency = fields.NumberOrNull("containerConcurrency", 0, MostTarget), target = fields.NumberOrNull("target", KpaSettings.LeastTarget, MostTarget), utilization = fields.NumberOrNull("targetUtilizationPercentage", 1, 100);
        double? panic = fields.NumberOrNull("panicWindowPercentage", 1, 100), threshold = fields.NumberOrNull("panicThresholdPercentage", 110, 1000);
        double? up = fields.NumberOrNull("maxScaleUpRate", 1, 1e6), down = fields.NumberOrNull("maxScaleDownRate", 1, 1e6), burst = fields.NumberOrNull("targetBurstCapacity", -1, MostTarget);
        int? window = fields.WholeOrNull("stableWindowSeconds", 6, 3600), delay = fields.WholeOrNull("scaleDownDelaySeconds", 0, 3600), tick = fields.WholeOrNull("tickIntervalSeconds", 1, 3600);
        int? grace = fields.WholeOrNull("scaleToZeroGracePeriodSeconds", 1, MostSeconds), retention = fields.WholeOrNull("scaleToZeroPodRetentionPeriodSeconds", 0, MostSeconds), deadline = fields.WholeOrNull("progressDeadlineSeconds", 1, MostSeconds);
        int? activation = fields.WholeOrNull("activationScale", 1, 1_000_000), initial = fields.WholeOrNull("initialScale", 0, 1_000_000);
        bool? zero = fields.FlagOrNull("enableScaleToZero"), reachable = fields.FlagOrNull("reachable");
        return settings => settings with
        {
            Metric = metric ?? settings.Metric,
            ContainerConcurrency = concurrency ?? settings.ContainerConcurrency,
            TotalPerPod = target ?? settings.TotalPerPod,
            TargetUtilizationPercent = utilization ?? settings.TargetUtilizationPercent,
            StableWindowSeconds = window ?? settings.StableWindowSeconds,
            PanicWindowPercent = panic ?? settings.PanicWindowPercent,
            PanicThresholdPercent = threshold ?? settings.PanicThresholdPercent,
            MaxScaleUpRate = up ?? settings.MaxScaleUpRate,
            MaxScaleDownRate = down ?? settings.MaxScaleDownRate,
            TargetBurstCapacity = burst ?? settings.TargetBurstCapacity,
            ActivationScale = activation ?? settings.ActivationScale,
            InitialScale = initial ?? settings.InitialScale,
            ScaleDownDelaySeconds = delay ?? settings.ScaleDownDelaySeconds,
            EnableScaleToZero = zero ?? settings.EnableScaleToZero,
            ScaleToZeroGraceSeconds = grace ?? settings.ScaleToZeroGraceSeconds,
            ScaleToZeroRetentionSeconds = retention ?? settings.ScaleToZeroRetentionSeconds,
            ProgressDeadlineSeconds = deadline ?? settings.ProgressDeadlineSeconds,
            TickSeconds = tick ?? settings.TickSeconds,
            Reachable = reachable ?? settings.Reachable,
        };
    }
}
