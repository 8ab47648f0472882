using Berth.Emulation.Functions;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Observations;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.World;

public sealed class MemoryLimitTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_that_uses_up_its_nodes_memory_is_told_as_that_and_no_other_is_harmed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        static Site Site(string name) => new(name, Tier.Edge, 1, new(1), new(0.8), new(400L << 20), null, null, null, 1, null);
        using var world = EmulatedWorld.Build(new([Site("one"), Site("other")], []), 1, ProcessorSharing.Slots, 1);
        Assert.SkipWhen(world.Notes.Any(note => note.Contains("memory", StringComparison.Ordinal)), "needs control groups that limit memory");
        using var one = new FunctionWorker(world.Nodes[0]);
        using var other = new FunctionWorker(world.Nodes[1]);
        await Task.WhenAll(one.StartAsync(Cancellation), other.StartAsync(Cancellation));

        var beside = other.ExecuteAsync(1, "stress", Stress(300_000_000, 50), Cancellation);
        var tooMuch = await one.ExecuteAsync(2, "stress", Stress(1_000_000_000, 1000), Cancellation);
        Assert.Equal(ExecutionOutcome.OutOfMemory, tooMuch.Outcome);
        Assert.Matches("killed because the node's memory of .* was used up", System.Text.RegularExpressions.Regex.Unescape(tooMuch.Result));
        Assert.True(tooMuch.End > tooMuch.Start);
        Assert.Equal(ExecutionOutcome.Done, (await beside).Outcome);

        // The next has a new process, whose death by another hand is no lack of memory.
        var next = await one.ExecuteAsync(3, "stress", Stress(1_000_000, 50), Cancellation);
        Assert.Equal(ExecutionOutcome.Done, next.Outcome);
        Assert.NotEqual(tooMuch.Pid, next.Pid);
        var killed = one.ExecuteAsync(4, "stress", Stress(100_000_000_000, 0), Cancellation);
        System.Diagnostics.Process.GetProcessById(next.Pid).Kill();
        Assert.Equal(ExecutionOutcome.Failed, (await killed).Outcome);
        Assert.Contains("killed by signal 9", (await killed).Result, StringComparison.Ordinal);
    }

    private static Dictionary<string, double> Stress(double input, double megabytes) => new() { ["input"] = input, ["memory_mb"] = megabytes };
}
