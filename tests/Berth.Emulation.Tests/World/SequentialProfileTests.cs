using Berth.Emulation.Functions;
using Berth.Learning.Performance.Sequential;
using Berth.Model.Functions;
using Berth.Model.Observations;

namespace Berth.Emulation.Tests.World;

/// <summary>When a profile ends, on executions whose durations are computed.</summary>
public sealed class SequentialProfileTests
{
    private static readonly IReadOnlyList<ExecutionSize> Sizes = [new("small", 0.1, 1 << 30, 1), new("large", 0.5, 1 << 30, 1)];
    private static readonly IReadOnlyList<FunctionUse> Functions = [new("pi", 1, [new("num_samples", 1e6, 1e9, true)]), new("stress", 1, [new("input", 1e6, 1e8, true)])];

    [Fact]
    public async Task It_ends_as_soon_as_every_function_is_known()
    {
        var (state, made, told) = await Run(new(0.1, 100), _ => ExecutionOutcome.Done);
        Assert.True(state.Reached);
        Assert.Equal((12, 12), (made.Count, state.Executions));
        Assert.EndsWith("all below the target of 10 %", told[^1], StringComparison.Ordinal);
        Assert.StartsWith("nothing is known; next: pi num_samples=", told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_the_last_execution_and_says_what_is_not_known()
    {
        var (state, made, told) = await Run(new(0.1, 21), execution => execution.Function == "pi" ? ExecutionOutcome.OutOfMemory : ExecutionOutcome.Done);
        Assert.False(state.Reached);
        Assert.Equal(21, made.Count);
        Assert.Equal(["pi"], state.Open.Select(function => function.Function));
        // What is known gets no more executions than it had.
        Assert.Equal(6, made.Count(each => each.Function == "stress"));
        Assert.Contains("durations of pi are not known, stress are known to", told[^1], StringComparison.Ordinal);
    }

    private static async Task<(ProfileState State, List<CandidateExecution> Made, List<string> Told)> Run(ProfileTarget target, Func<CandidateExecution, ExecutionOutcome> outcome)
    {
        var (made, told) = (new List<CandidateExecution>(), new List<string>());
        var state = await new SequentialProfile(Functions, target, Sizes, 7, candidate =>
        {
            made.Add(candidate);
            var (name, work) = candidate.Parameters.Single();
            var seconds = work * 1e-8 / candidate.Size.Cores;
            return Task.FromResult(new Execution(made.Count, candidate.Function, "n", 1, candidate.Size.Name, $$"""{"{{name}}":{{work}}}""", 0, (long)(seconds * 1e9), outcome(candidate), work, seconds, 1, 1, "{}"));
        }, (_, text) => told.Add(text)).RunAsync();
        return (state, made, told);
    }
}
