using Berth.Model.Files;
using Berth.Model.Services;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Autoscaling;

/// <summary>A scaler whose every field has been checked.</summary>
/// <param name="Policy">Decides; it remembers, so a plan belongs to one loop.</param>
/// <param name="Facts">What is known of the service.</param>
/// <param name="Least">Fewest replicas.</param>
/// <param name="Most">Most replicas.</param>
/// <param name="Admin">Admin interface of the dispatcher.</param>
internal sealed record ScalerPlan(IScalingPolicy Policy, ServiceFacts Facts, int Least, int Most, Uri Admin)
{
    private const int MostReplicas = 10_000;

    /// <summary>Checks a scaler.</summary>
    /// <exception cref="ArgumentException">Something in it is wrong; the message names the field.</exception>
    internal static ScalerPlan Of(ScalerSpec spec)
    {
        Check(spec.ScaleTargetRef.Name.Length > 0, "spec.scaleTargetRef.name is missing: name the deployment");
        Check(spec.MaxReplicas is >= 1 and <= MostReplicas, $"spec.maxReplicas is {spec.MaxReplicas}, not from 1 to {MostReplicas}");
        Check(spec.MinReplicas >= 0 && spec.MinReplicas <= spec.MaxReplicas, $"spec.minReplicas is {spec.MinReplicas}, not from 0 to maxReplicas");
        Check(spec.Service.Milliseconds > 0, "spec.service.milliseconds is missing: how long a request takes on a replica");
        Check(spec.Service is { Variation: >= 0, StartSeconds: >= 0 }, "spec.service.variation and startSeconds may not be negative");
        Check(spec.Objective is null or { Milliseconds: > 0, Percentile: > 0 and < 100 }, "spec.objective needs milliseconds above 0 and a percentile from 0 to 100");
        Check(spec.Dispatcher.Slots >= 1, "spec.dispatcher.slots is at least 1");
        Check(Uri.TryCreate(spec.Dispatcher.Url, UriKind.Absolute, out var admin) && admin.Scheme is "http" or "https", $"spec.dispatcher.url is '{spec.Dispatcher.Url}', not an address such as http://dispatcher-admin:9000");
        var names = ScalingPolicies.All.Select(kind => kind.Name).ToList();
        Check(names.Contains(spec.Policy.Name), $"spec.policy.name: there is no scaling policy '{spec.Policy.Name}': {Spelling.Suggest(spec.Policy.Name, names)}");
        var policy = ScalingPolicies.Get(spec.Policy.Name, spec.Policy.Options);
        Check(policy is not IClairvoyant, $"spec.policy.name: {policy.Name} must be told what will come, and nobody knows that here");
        var facts = new ServiceFacts(
            spec.Service.Milliseconds / 1000, spec.Service.Variation, spec.Service.StartSeconds,
            spec.Objective?.Milliseconds / 1000 ?? double.PositiveInfinity, spec.Objective?.Percentile ?? 99, ServiceLevers.None, []);
        return new(policy, facts, spec.MinReplicas, spec.MaxReplicas, admin!);
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
