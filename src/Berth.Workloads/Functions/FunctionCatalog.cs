using Berth.Workloads.Functions.Dense;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Functions.Parameters;
using Berth.Workloads.Functions.Pi;
using Berth.Workloads.Functions.Stress;
using Berth.Workloads.Functions.Video;

namespace Berth.Workloads.Functions;

/// <summary>The functions that there are.</summary>
public static class FunctionCatalog
{
    private static readonly IReadOnlyList<Function> All = Make(new());

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(function => function.Name)];

    /// <summary>What a request to a function may say.</summary>
    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    public static IReadOnlyList<Parameter> ParametersOf(string function) => Find(function).Parameters;

    /// <summary>What the work of a function is counted in.</summary>
    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    public static string UnitOf(string function) => Find(function).Unit;

    internal static IReadOnlyList<Function> Make(ChildProcesses children) => [new DenseFunction(), new PiFunction(), new VideoFunction(children), new StressFunction()];

    private static Function Find(string name) => All.FirstOrDefault(function => function.Name == name) ?? throw new KeyNotFoundException($"there is no function {name}");
}
