using System.Net;
using Berth.Emulation.Links;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Probes;
using Berth.Model.Units;

namespace Berth.Emulation.Tests.Links;

/// <summary>Namespaces with a router between them, each node on a site of its own unless told otherwise.</summary>
internal sealed class LinkWorld : IDisposable
{
    private readonly NetworkNamespace[] namespaces;

    internal LinkWorld(int nodes, IReadOnlyList<RouterLink> links, IReadOnlyList<ScheduledChange>? changes = null, string? site = null)
    {
        Assert.SkipWhen(Environment.UserName != "root", "needs root: network namespaces and TUN devices");
        namespaces = [.. Enumerable.Range(0, nodes).Select(_ => NetworkNamespace.Create())];
        Document = new RouterDocument(7, [.. namespaces.Select((space, i) => new RouterNode(Name(i), site ?? Name(i), space.Path, $"{Address(i)}/16"))],
            links, changes ?? []);
        Router = LinkRouter.Start(Document, RouterCommand);
    }

    internal static IReadOnlyList<string> RouterCommand { get; } = FindProgram();

    internal RouterDocument Document { get; }

    internal LinkRouter Router { get; }

    internal static string Name(int i) => $"n{i}";

    internal static IPAddress Address(int i) => new([10, 77, (byte)((i + 1) >> 8), (byte)((i + 1) & 255)]);

    internal ProbeEnd End(int i) => new(namespaces[i], Address(i));

    /// <summary>Two nodes with the same link both ways.</summary>
    internal static LinkWorld Pair(LinkSettings settings, IReadOnlyList<ScheduledChange>? changes = null) =>
        new(2, [new(Name(0), Name(1), settings), new(Name(1), Name(0), settings)], changes);

    internal static Duration Milliseconds(double value) => new(value / 1000);

    internal static LinkSettings Link(double latency, double? megabits = null, double jitter = 0, double loss = 0) => new()
    {
        Latency = new Latency(Milliseconds(latency), Milliseconds(jitter)),
        Rate = megabits is { } rate ? new DataRate(rate * 1e6) : null,
        Loss = new Fraction(loss),
    };

    internal LinkCounters Counters(int from, int to) =>
        Router.ReadStatistics().Links.Single(link => link.From == Name(from) && link.To == Name(to)).Counters;

    public void Dispose()
    {
        Router.Dispose();
        foreach (var space in namespaces)
            space.Dispose();
    }

    private static string[] FindProgram()
    {
        // artifacts/bin/Berth.Emulation.Tests/release/ -> artifacts/bin/Berth/release/berth
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return [Path.Combine(own.Parent!.Parent!.FullName, "Berth", own.Name, "berth"), RouterProcess.Verb];
    }
}
