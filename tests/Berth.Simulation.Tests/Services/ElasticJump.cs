using Berth.Accounting;
using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;
using Berth.Policies.Scaling;
using Berth.Simulation.Services;

namespace Berth.Simulation.Tests.Services;

/// <summary>A load that jumps fivefold within six seconds, for replicas that need ten seconds to start.</summary>
internal static class ElasticJump
{
    private static readonly ServiceRequestSet Requests = new(Service(ServiceLevers.None), 7, 1, 0);

    internal static string Trace
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Berth.slnx")))
                folder = folder.Parent!;
            return Path.Combine(folder.FullName, "tests", "Berth.Simulation.Tests", "Services", "jump.txt");
        }
    }

    internal static Service Service(ServiceLevers levers, int least = 1) => Setting.Service(start: 10, variation: 0.1, least: least, levers: levers) with
    {
        Load = new(Trace, null, default, 1, Arrivals.Poisson),
    };

    internal static ServiceOutcome Run(ServiceLevers levers, Site? site = null, double? grams = null, IScalingPolicy? policy = null)
    {
        var service = Service(levers);
        var intensity = grams is { } known ? CarbonIntensitySeries.Constant(new(known)) : null;
        // Times with the smaller model belong to the requests.
        var requests = levers.Variant is null ? Requests : new(service, 7, 1, 0);
        return new ServiceSimulation(service, site ?? Setting.Site(), intensity, requests, policy ?? ScalingPolicies.Get("berth")).Run(1);
    }
}

/// <summary>Keeps what another policy decides.</summary>
internal sealed class Recorded(IScalingPolicy policy) : IScalingPolicy
{
    public string Name => policy.Name;

    public string Summary => policy.Summary;

    public long Period => policy.Period;

    internal List<ScalingDecision> Decisions { get; } = [];

    public ScalingDecision Decide(ServiceView view)
    {
        view.Explain = true;
        Decisions.Add(policy.Decide(view));
        return Decisions[^1];
    }
}
