using Berth.Model;
using Berth.Policies.Solvers;

namespace Berth.Benchmarks;

/// <summary>
/// Flow networks of the shape that schedulers solve (Quincy, SOSP 2009; Firmament, OSDI 2016): each task may go to a few machines or
/// to an unscheduled aggregator; machines and aggregators lead to the sink.
/// </summary>
internal static class SchedulingNetwork
{
    private const int ArcsToMachines = 6;

    /// <summary>
    /// Every job of <paramref name="tasks"/>/<paramref name="machines"/> tasks has its own aggregator: with 50,000 tasks and 12,500 machines,
    /// 75,001 nodes and 375,000 arcs. The load is the number of tasks over the slots of all machines; costs are uniform.
    /// </summary>
    internal static FlowNetwork Jobs(int tasks, int machines, double load, long seed)
    {
        var random = new RandomStream(seed, "scheduling network");
        var network = new FlowNetwork(tasks + 2 * machines + 1, tasks * (ArcsToMachines + 1) + 2 * machines);
        network.AddNodes(tasks + 2 * machines + 1);
        var (firstMachine, firstJob, sink) = (tasks, tasks + machines, tasks + 2 * machines);
        network.SetSupply(sink, -tasks);
        for (var task = 0; task < tasks; task++)
        {
            network.SetSupply(task, 1);
            for (var arc = 0; arc < ArcsToMachines; arc++)
                network.AddArc(task, firstMachine + random.NextInt(machines), 1, 1 + random.NextInt(1000));
            network.AddArc(task, firstJob + (int)((long)task * machines / tasks), 1, 1000 + random.NextInt(1000));
        }
        var slots = tasks / (machines * load);
        for (var machine = 0; machine < machines; machine++)
            network.AddArc(firstMachine + machine, sink, (int)slots + (random.NextDouble() < slots - (int)slots ? 1 : 0), 0);
        for (var job = 0; job < machines; job++)
            network.AddArc(firstJob + job, sink, FlowNetwork.Unlimited, 0);
        return network;
    }

    /// <summary>All tasks share one aggregator of the cluster, which leads to every machine at a higher cost, and one unscheduled aggregator.</summary>
    internal static FlowNetwork Shared(int tasks, int machines, double load, long seed)
    {
        var random = new RandomStream(seed, "scheduling network");
        var network = new FlowNetwork(tasks + machines + 3, tasks * (ArcsToMachines + 1) + 2 * machines + 1);
        network.AddNodes(tasks + machines + 3);
        var (firstMachine, cluster, unscheduled, sink) = (tasks, tasks + machines, tasks + machines + 1, tasks + machines + 2);
        network.SetSupply(sink, -tasks);
        for (var task = 0; task < tasks; task++)
        {
            network.SetSupply(task, 1);
            for (var arc = 1; arc < ArcsToMachines; arc++)
                network.AddArc(task, firstMachine + random.NextInt(machines), 1, 1 + random.NextInt(1000));
            network.AddArc(task, cluster, 1, 800 + random.NextInt(200));
            network.AddArc(task, unscheduled, 1, 2000 + random.NextInt(1000));
        }
        var slots = tasks / (machines * load);
        for (var machine = 0; machine < machines; machine++)
        {
            network.AddArc(cluster, firstMachine + machine, FlowNetwork.Unlimited, random.NextInt(100));
            network.AddArc(firstMachine + machine, sink, (int)slots + (random.NextDouble() < slots - (int)slots ? 1 : 0), 0);
        }
        network.AddArc(unscheduled, sink, FlowNetwork.Unlimited, 0);
        return network;
    }
}
