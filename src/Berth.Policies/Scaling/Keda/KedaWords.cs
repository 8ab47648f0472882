using System.Globalization;
using Berth.Policies.Scaling.Hpa;

namespace Berth.Policies.Scaling.Keda;

/// <summary>What led to a decision, for people and as numbers.</summary>
internal static class KedaWords
{
    internal static string Of(KedaStep step, HpaOutcome? outcome, ServiceView view, double value, KedaSettings settings, HpaSettings hpa, KedaMemory memory)
    {
        var loop = step switch
        {
            KedaStep.Activated => $"{settings.Metric} is {Number(value)}, above {Number(settings.ActivationThreshold)}: from {view.Desired} to {KedaActivation.Replicas(step, view)}",
            KedaStep.Unknown => $"{settings.Metric} is unknown",
            KedaStep.Emptied => $"{settings.Metric} was not above {Number(settings.ActivationThreshold)} for {Since(view, memory)}: to 0",
            KedaStep.CoolingDown => $"{settings.Metric} was not above {Number(settings.ActivationThreshold)} for {Since(view, memory)}, {Number(settings.CooldownSeconds)} s are waited for",
            KedaStep.Filled => $"{view.Desired} replicas are fewer than the {view.Least} that are allowed",
            KedaStep.Inactive => $"{settings.Metric} is not above {Number(settings.ActivationThreshold)}",
            _ => "",
        };
        var autoscaler = outcome is { Step: not HpaStep.SwitchedOff } decided ? HpaWords.Of(decided, hpa)
            : outcome is not null && loop.Length == 0 ? "there are no replicas until there is work" : "";
        if (settings.Fallback is { } fallback && memory.Failures > fallback.FailureThreshold && outcome is { Step: not HpaStep.SwitchedOff })
            autoscaler = $"fallback after {memory.Failures} failures: {autoscaler}";
        return loop.Length > 0 && autoscaler.Length > 0 ? $"{loop}; {autoscaler}" : loop.Length + autoscaler.Length > 0 ? loop + autoscaler : "neither of its loops is due";
    }

    internal static IReadOnlyList<Term> Terms(double value, HpaOutcome? outcome) =>
        outcome is { } decided ? [new("value", value), .. HpaWords.Terms(decided)] : [new("value", value)];

    private static string Since(ServiceView view, KedaMemory memory) =>
        memory.LastActive is { } active ? $"{Number(Moments.Seconds(view.Now - active))} s" : "as long as is known";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
