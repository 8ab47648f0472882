using Berth.Cluster.Autoscaling;
using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;

namespace Berth.Cluster.Deploying;

/// <summary>What a service of an experiment is as a <c>BerthScaler</c>.</summary>
internal static class ServiceScaler
{
    /// <summary>The scaler.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="service">The service.</param>
    /// <param name="scaling">Name of the policy.</param>
    /// <param name="experiment">The experiment, which has the policy's options.</param>
    /// <param name="facts">What is known of requests and replicas.</param>
    /// <param name="dispatcher">Address of the dispatcher's admin interface.</param>
    internal static Scaler Of(string space, Service service, string scaling, Experiment experiment, ServiceFacts facts, string dispatcher) => new()
    {
        Metadata = new() { Name = service.Name, Namespace = space },
        Spec = new()
        {
            ScaleTargetRef = new() { Name = service.Name },
            MinReplicas = service.Least,
            MaxReplicas = service.Most,
            Policy = new() { Name = scaling, Options = experiment.Options.GetValueOrDefault(scaling) },
            Objective = double.IsFinite(facts.ObjectiveSeconds) ? new() { Percentile = facts.ObjectivePercentile, Milliseconds = facts.ObjectiveSeconds * 1000 } : null,
            Service = new() { Milliseconds = facts.MeanSeconds * 1000, Variation = facts.Variation, StartSeconds = facts.StartSeconds },
            Dispatcher = new() { Url = dispatcher, ReplicaPort = ServiceDeployment.Port, Slots = 1 },
        },
    };
}
