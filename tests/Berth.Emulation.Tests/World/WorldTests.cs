using System.Diagnostics;
using Berth.Emulation.Checks;
using Berth.Emulation.World;
using Berth.Model;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.World;

public sealed class WorldTests(ITestOutputHelper output)
{
    private static Site Site(string name, Tier tier, int nodes, double cpu, double share) =>
        new(name, tier, nodes, new(cpu), new(share), new(1L << 30), 256, null, null, 1, null);

    private static IEnumerable<Link> Between(string one, string other, Latency latency, double rate, double loss) =>
        [new(one, other, latency, new(rate), new(loss), null, null, []), new(other, one, latency, new(rate), new(loss), null, null, [])];

    [Fact]
    [Trait("Speed", "Long")]
    public async Task The_self_check_proves_what_was_configured()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var continuum = new Continuum(
            [Site("cloud", Tier.Cloud, 1, 1, 0.8), Site("edge", Tier.Edge, 1, 1, 0.4), Site("endpoint", Tier.Endpoint, 4, 1, 0.1)],
            [.. Between("endpoint", "edge", new(new(0.0075), new(0.0025)), 29.66e6, 0), .. Between("endpoint", "cloud", new(new(0.045), default), 7.21e6, 0.01)]);
        var since = Stopwatch.StartNew();
        using (var world = EmulatedWorld.Build(continuum, EmulatedWorld.LeastDilation(continuum), ProcessorSharing.Slots, 1))
        {
            output.WriteLine($"stands after {since.ElapsedMilliseconds} ms, dilation {world.Dilation}, {string.Join("; ", world.Notes)}");
            var checks = await WorldCheck.RunAsync(world, output.WriteLine, TestContext.Current.CancellationToken);
            foreach (var check in checks)
                output.WriteLine($"{check.Subject,-28} {check.Quantity,-20} {check.Configured,10:0.####} {check.Achieved,10:0.####} {check.Unit,-12} ±{check.Tolerance:0.####} n={check.Samples} {(check.Passed ? "" : "FAILED")}");
            output.WriteLine($"checked after {since.ElapsedMilliseconds} ms");
            since.Restart();
            // Others may use the machine that runs this test, and they disturb processors first: most lines must hold.
            Assert.True(checks.Count(check => check.Passed) >= 0.6 * checks.Count, "most of the self-check should be within tolerance");
        }
        output.WriteLine($"gone after {since.ElapsedMilliseconds} ms");
        AssertNothingIsLeft();
    }

    [Fact]
    public void Fifty_nodes_stand_in_two_seconds_and_are_gone_in_two()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        var continuum = new Continuum([Site("edge", Tier.Edge, 50, 1, 0.5)], [new("edge", "edge", new(new(0.001), default), new(1e8), default, null, null, [])]);
        // The shortest of three: others may use the machine that runs this test.
        var (built, gone) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var attempt = 0; attempt < 3 && (built.TotalSeconds > 2 || gone.TotalSeconds > 2); attempt++)
        {
            var since = Stopwatch.StartNew();
            var world = EmulatedWorld.Build(continuum, EmulatedWorld.LeastDilation(continuum), ProcessorSharing.Slots, 1);
            built = since.Elapsed;
            since.Restart();
            world.Dispose();
            gone = since.Elapsed;
            output.WriteLine($"stands in {built.TotalMilliseconds:0} ms, gone in {gone.TotalMilliseconds:0} ms");
        }
        Assert.InRange(built.TotalSeconds, 0, 2);
        Assert.InRange(gone.TotalSeconds, 0, 2);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_lane_that_is_paced_is_that_much_faster_or_slower()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using (var world = EmulatedWorld.Build(new([Site("edge", Tier.Edge, 1, 1, 0.4)], []), 1, ProcessorSharing.Slots, 1))
        {
            var node = world.Nodes[0];
            world.Slots!.Gate(node.Lanes[0].Lane);
            var busy = node.Start("busy", 0, ["sh", "-c", "while :; do :; done"]);
            var (slow, fast, ratio) = (0.0, 0.0, 0.0);
            // The best of some: others may use the machine that runs this test.
            for (var attempt = 0; attempt < 4 && Math.Abs(ratio - 1.5) > 0.1; attempt++)
            {
                world.Slots.Pace(node.Lanes[0].Lane, 0.8);
                slow = await Share(busy.Pid);
                world.Slots.Pace(node.Lanes[0].Lane, 1.2);
                fast = await Share(busy.Pid);
                ratio = fast / slow;
                output.WriteLine($"{slow:0.000} at 0.8, {fast:0.000} at 1.2: ratio {ratio:0.000}");
            }
            Assert.InRange(ratio, 1.4, 1.6);
        }
        AssertNothingIsLeft();
    }

    private static async Task<double> Share(int pid)
    {
        var (before, since) = (Ticks(pid), Stopwatch.StartNew());
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        return (Ticks(pid) - before) / 100.0 / since.Elapsed.TotalSeconds;
    }

    private static long Ticks(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(fields[12], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Another run of Berth may stand beside this test: only groups of this process count.</summary>
    private static void AssertNothingIsLeft() =>
        Assert.Empty(Directory.GetDirectories("/sys/fs/cgroup", $"{Environment.ProcessId}-*", SearchOption.AllDirectories));
}
