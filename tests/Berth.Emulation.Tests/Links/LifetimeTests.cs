using System.Diagnostics;
using Berth.Emulation.Posix;
using Berth.Emulation.Links;
using Berth.Emulation.Namespaces;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.Links;

/// <summary>What stands up fast goes fast, and nothing outlives whoever made it, however that ends.</summary>
public sealed class LifetimeTests(ITestOutputHelper output)
{
    private const string ChildVariable = "BERTH_LINKS_CHILD";

    [Fact]
    public void Fifty_nodes_stand_and_are_gone_within_two_seconds()
    {
        // The machine is shared: the promise must hold in one of three repetitions.
        var kept = false;
        for (var i = 0; i < 3 && !kept; i++)
        {
            var (up, router, down) = StandAndGo(50);
            output.WriteLine($"up {up:0.000} s, down {down:0.000} s (router {router:0.000} s)");
            kept = up < 2 && down < 2;
        }
        Assert.True(kept);
    }

    private static (double Up, double Router, double Down) StandAndGo(int nodes)
    {
        var start = MonotonicClock.Now;
        var links = (from a in Enumerable.Range(0, nodes) from b in Enumerable.Range(0, nodes) where a != b
            select new RouterLink(LinkWorld.Name(a), LinkWorld.Name(b), LinkWorld.Link(5, 100))).ToArray();
        using var world = new LinkWorld(nodes, links);
        var up = (MonotonicClock.Now - start) / 1e9;
        using var watch = new NamespaceWatch(world.Document.Nodes.Select(node => node.Namespace));
        Assert.Equal(nodes, watch.Watched);
        var (_, received) = PacketStream.Run(world.End(0), world.End(nodes - 1), 3, 64, MonotonicClock.Now, 1_000_000, 50_000_000);
        Assert.All(received, time => Assert.NotEqual(0, time));

        start = MonotonicClock.Now;
        world.Router.Dispose();
        var router = (MonotonicClock.Now - start) / 1e9;
        world.Dispose();
        watch.WaitForEnd(5);
        return (up, router, (MonotonicClock.Now - start) / 1e9);
    }

    [Fact]
    public void A_killed_router_leaves_no_device()
    {
        using var world = LinkWorld.Pair(LinkWorld.Link(5));
        using var space = NetworkNamespace.Create();
        using var router = LinkRouter.Start(new RouterDocument(1, [new("a", "a", space.Path, "10.77.0.1/16")], [], []), LinkWorld.RouterCommand);
        Assert.Equal(["berth0", "lo"], NamespaceWatch.Devices(space).Order());
        Process.GetProcessById(router.ProcessId).Kill();
        var deadline = MonotonicClock.Now + 3_000_000_000;
        while (NamespaceWatch.Devices(space).Length > 1 && MonotonicClock.Now < deadline)
            MonotonicClock.SleepUntil(MonotonicClock.Now + 5_000_000);
        Assert.Equal(["lo"], NamespaceWatch.Devices(space));
        Assert.Contains("its process has ended", Assert.Throws<IOException>(() => router.ReadStatistics()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_that_cannot_start_says_why()
    {
        using var space = NetworkNamespace.Create();
        var document = new RouterDocument(1, [new("a", "a", "/proc/self/fd/99999", "10.77.0.1/16")], [], []);
        Assert.Contains("Node 'a': Cannot open the network namespace",
            Assert.Throws<IOException>(() => LinkRouter.Start(document, LinkWorld.RouterCommand)).Message, StringComparison.Ordinal);
        document = new RouterDocument(1, [new("a", "a", space.Path, "10.77.0.1/16"), new("b", "b", space.Path, "10.77.0.2/16")],
            [new("a", "b", new()), new("a", "b", new())], []);
        Assert.Contains("the link from 'a' to 'b' is given twice",
            Assert.Throws<IOException>(() => LinkRouter.Start(document, LinkWorld.RouterCommand)).Message, StringComparison.Ordinal);
        document = new RouterDocument(1, [new("a", "a", space.Path, "10.77.0.1/16")], [new("a", "b", new())], []);
        Assert.Contains("there is no node 'b'",
            Assert.Throws<IOException>(() => LinkRouter.Start(document, LinkWorld.RouterCommand)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_parent_leaves_no_process_device_or_namespace()
    {
        Assert.SkipWhen(Environment.UserName != "root", "needs root: network namespaces and TUN devices");
        using var report = new TemporaryFile();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", $"{typeof(LifetimeTests).FullName}.{nameof(Parent_that_waits_to_be_killed)}"]);
        start.Environment[ChildVariable] = report.Path;
        start.RedirectStandardOutput = true;
        using var parent = Process.Start(start)!;
        try
        {
            var lines = WaitForReport(report.Path, parent);
            var router = int.Parse(lines[0], null);
            Assert.True(IsRunning(router));
            using var watch = new NamespaceWatch(lines.Skip(1));
            Assert.Equal(20, watch.Watched);
            parent.Kill();
            parent.WaitForExit();
            var took = watch.WaitForEnd(5);
            output.WriteLine($"20 namespaces gone {took:0.000} s after the kill");
            Assert.False(IsRunning(router));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void Parent_that_waits_to_be_killed()
    {
        var report = Environment.GetEnvironmentVariable(ChildVariable);
        Assert.SkipWhen(report is null, $"is run by {nameof(A_killed_parent_leaves_no_process_device_or_namespace)} only");
        using var world = new LinkWorld(20, []);
        File.WriteAllLines(report!, [$"{world.Router.ProcessId}", .. world.Document.Nodes.Select(node => node.Namespace), ""]);
        MonotonicClock.SleepUntil(MonotonicClock.Now + 30_000_000_000);
    }

    /// <summary>Ended processes whose exit nobody has collected yet (an init that is slow to) do not run.</summary>
    private static bool IsRunning(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string[] WaitForReport(string path, Process parent)
    {
        var deadline = MonotonicClock.Now + 20_000_000_000;
        while (MonotonicClock.Now < deadline && !parent.HasExited)
        {
            var lines = File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length == 21 && File.ReadAllText(path).EndsWith("\n\n", StringComparison.Ordinal))
                return lines;
            MonotonicClock.SleepUntil(MonotonicClock.Now + 10_000_000);
        }
        throw new InvalidOperationException("the parent did not come up");
    }
}
