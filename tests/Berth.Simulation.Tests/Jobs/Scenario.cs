using Berth.Model;
using Berth.Model.Jobs;
using Berth.Model.Units;
using Berth.Policies;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;
using Berth.Simulation.Jobs;

namespace Berth.Simulation.Tests.Jobs;

/// <summary>Small worlds that can be computed by hand.</summary>
internal static class Scenario
{
    internal const double Hour = 3600;

    internal static Site Site(string name = "site", int nodes = 1, double cores = 1, double idle = 60, double peak = 400, double intensity = 100, double share = 1, double pue = 1) => new(
        name, Tier.Cloud, nodes, new(cores), new(share), new(16e9), null, null, new([new(idle), new(peak)]), pue, new(new(intensity)));

    internal static Continuum Continuum(params Site[] sites) => new(sites, []);

    internal static Job Job(string name, double arrival, double seconds, double cores = 1, int priority = 0, double? deadline = null) =>
        new(name, new(arrival), new(cores), new(1e9), default, new(seconds), deadline is { } due ? new Duration(due) : null, priority);

    internal static JobResult Run(Continuum continuum, IEnumerable<Job> jobs, QueueDiscipline queue = QueueDiscipline.Overtake, IShiftingPolicy? shifting = null, bool explain = false) =>
        new JobSimulation(new(continuum, jobs, new FirstFit(), shifting, Queue: queue, Explain: explain)).Run();

    /// <summary>The node with the lowest number that has room.</summary>
    internal sealed class FirstFit : OneByOne
    {
        public override string Name => "first";

        public override string Summary => "the first node with room";

        protected override (int Node, double Score) Choose(PlacementBatch batch, TaskRequest task)
        {
            for (var node = 0; node < batch.Cluster.Count; node++)
                if (batch.Cluster.Fits(task, node))
                    return (node, node);
            return (-1, double.NaN);
        }

        protected override IReadOnlyList<Term> Terms(PlacementBatch batch, TaskRequest task, int node) => [new("number", node)];

        protected override string Why(PlacementBatch batch, TaskRequest task, int chosen) => $"{batch.Cluster[chosen].Name} is the first with room";
    }

    /// <summary>Plans that are given.</summary>
    internal sealed class Planned(Func<ShiftRequest, Schedule> plan) : IShiftingPolicy
    {
        public string Name => "planned";

        public string Summary => "as the test says";

        public Schedule Plan(ShiftRequest request) => plan(request);
    }
}
