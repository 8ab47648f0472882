using Berth.Model;

namespace Berth.Policies.Placement;

/// <summary>What <see cref="EcSched"/> weighs, in parts of the alignment with a whole machine.</summary>
/// <param name="UnscheduledCost">Cost of leaving a task pending.</param>
/// <param name="Ageing">What an hour of waiting adds to it.</param>
/// <param name="CarbonWeight">Cost of the largest expected emissions.</param>
/// <param name="TasksPerNode">Tasks that a node may get in a round.</param>
/// <param name="Nodes">Nodes that a task considers in a round.</param>
internal sealed record EcSchedOptions(double UnscheduledCost, double Ageing, double CarbonWeight, int TasksPerNode, int Nodes)
{
    internal static IReadOnlyList<PolicyOption> Options { get; } =
    [
        new("unscheduled-cost", "cost of leaving a task pending; above 0 a task never waits while it has room, unless the carbon weight makes it", 1, 0, 100),
        new("ageing", "what each hour of waiting adds to the unscheduled cost", 1, 0.01, 100),
        new("carbon-weight", "cost of the highest expected emissions among the nodes; the lowest cost 0", 0, 0, 100),
        new("tasks-per-node", "tasks that a node may get in one round", 1, 1, 1000),
        new("nodes", "best nodes that a task considers in one round", 32, 1, 100_000),
    ];

    internal static EcSchedOptions Of(IReadOnlyDictionary<string, double> options) => new(
        options["unscheduled-cost"], options["ageing"], options["carbon-weight"], (int)options["tasks-per-node"], (int)options["nodes"]);
}
