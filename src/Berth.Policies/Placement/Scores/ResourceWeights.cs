using Berth.Model;

namespace Berth.Policies.Placement.Scores;

/// <summary>How much each resource counts.</summary>
internal readonly record struct ResourceWeights(double Cpu, double Memory, double Gpu)
{
    /// <summary>Their options.</summary>
    internal static IReadOnlyList<PolicyOption> Options { get; } =
    [
        new("cpu-weight", "weight of cores", 1, 0, 1000),
        new("memory-weight", "weight of memory", 1, 0, 1000),
        new("gpu-weight", "weight of graphics processors, for tasks that need some", 1, 0, 1000),
    ];

    internal static ResourceWeights Of(IReadOnlyDictionary<string, double> options) => new(options["cpu-weight"], options["memory-weight"], options["gpu-weight"]);

    /// <summary>Weights of a mean in percent over the resources that count for a task: cores, memory, and graphics processors if it needs some.</summary>
    internal ResourceWeights Percent(TaskRequest task)
    {
        var sum = Cpu + Memory + (task.Demand.Gpu.Count > 0 ? Gpu : 0);
        var scale = sum > 0 ? 100 / sum : 0;
        return new(Cpu * scale, Memory * scale, Gpu * scale);
    }
}
