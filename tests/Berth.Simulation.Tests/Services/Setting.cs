using Berth.Accounting;
using Berth.Accounting.Services;
using Berth.Model;
using Berth.Model.Services;
using Berth.Model.Units;
using Berth.Policies.Scaling;
using Berth.Simulation.Services;

namespace Berth.Simulation.Tests.Services;

/// <summary>Small services whose course can be computed by hand. A second with n requests has them at 1/(2n), 3/(2n)… of it.</summary>
internal static class Setting
{
    internal static Site Site(int nodes = 6, double cores = 1) => new(
        "pool", Tier.Cloud, nodes, new(cores), new(1), new(1L << 30), null, null, new([new(10), new(30)]), 1.5, null, Price: 0.3, Sleep: new(2));

    internal static Service Service(double time = 0.1, int least = 0, int most = 6, double start = 1.5, int queue = 1000, double timeout = 60, double variation = 0, double objective = 0.5, ServiceLevers? levers = null) => new(
        "classify", "any", "pool", new(null, null, default, 1, Arrivals.Periodic), least, most, new Duration(start), new(time), new(variation), new(1), queue, new(timeout),
        new([new(99, new(objective))], SloRequirement.None), levers ?? ServiceLevers.None, []);

    internal static ServiceRequestSet Requests(Service service, string counts, int repetition = 1)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, counts);
            return new(service with { Load = service.Load with { Trace = path } }, 7, repetition, 0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static ServiceOutcome Run(Service service, string counts, IScalingPolicy policy, Site? site = null, CarbonIntensitySeries? intensity = null) =>
        new ServiceSimulation(service, site ?? Site(), intensity, Requests(service, counts), policy).Run(1);

    internal static ServiceOutcome Run(Service service, string counts, params (double At, ScalingDecision Decision)[] script) => Run(service, counts, new Script(script));

    internal static ScalingDecision Want(int replicas, int standby = 0, double cores = 1, bool small = false, double admit = double.PositiveInfinity) =>
        new(replicas, "as the script says", []) { Standby = standby, Cores = cores, Small = small, AdmitSeconds = admit };
}

/// <summary>Decides what it was told to, each half second.</summary>
internal sealed class Script(params (double At, ScalingDecision Decision)[] script) : IScalingPolicy
{
    public string Name => "script";

    public string Summary => "as it was told";

    public long Period => 500_000_000;

    /// <summary>What it saw of the queue at each question: the metric, and the truth.</summary>
    internal List<(double? Metric, int Queued)> Seen { get; } = [];

    public ScalingDecision Decide(ServiceView view)
    {
        Seen.Add((view.Find("queue"), view.Queued));
        return script.Last(entry => entry.At * 1e9 <= view.Now).Decision;
    }
}
