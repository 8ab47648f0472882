using Berth.Emulation.Links;
using Berth.Model;
using Berth.Model.Units;

namespace Berth.Emulation.World;

/// <summary>Writes what the router is told: the continuum's links between every two nodes, slowed by the dilation.</summary>
internal static class LinkDocument
{
    private const string Prefix = "/16";

    internal static RouterDocument Of(Continuum continuum, IReadOnlyList<EmulatedNode> nodes, double dilation, long seed)
    {
        var settings = continuum.Links.ToDictionary(link => (link.From, link.To), link => Settings(link, dilation));
        var pairs =
            from sender in nodes
            from receiver in nodes
            where sender != receiver
            let link = continuum.Link(sender.Node.Site.Name, receiver.Node.Site.Name)
            where link is not null
            select (sender, receiver, link);
        return new(
            seed,
            [.. nodes.Select(node => new RouterNode(node.Node.Name, node.Node.Site.Name, node.Namespace.Path, node.Address + Prefix))],
            [.. pairs.Select(pair => new RouterLink(pair.sender.Node.Name, pair.receiver.Node.Name, settings[(pair.link.From, pair.link.To)]))],
            [.. pairs.SelectMany(pair => pair.link.Changes.Select(change =>
                new ScheduledChange(new(change.At.Seconds * dilation), pair.sender.Node.Name, pair.receiver.Node.Name, Change(change, dilation))))]);
    }

    /// <summary>A link as the file describes it, in the time of the dilated world.</summary>
    internal static LinkSettings Settings(Model.Link link, double dilation) => new()
    {
        Latency = Slow(link.Latency, dilation),
        Rate = Slow(link.Rate ?? (link.Trace is null ? LinkSettings.Unlimited : null), dilation),
        Trace = link.Trace is null ? null : DeliveryTrace.Read(link.Trace).Stretch(dilation),
        Loss = link.Loss,
        Queue = link.Queue is { } queue ? new Duration(queue.Seconds * dilation) : null,
        Up = true,
    };

    private static LinkSettings Change(LinkChange change, double dilation) => new()
    {
        Latency = change.Latency is { } latency ? Slow(latency, dilation) : null,
        Rate = Slow(change.Rate, dilation),
        Loss = change.Loss,
        Up = change.Up,
    };

    private static Latency Slow(Latency latency, double dilation) => new(new(latency.Mean.Seconds * dilation), new(latency.Jitter.Seconds * dilation));

    private static DataRate? Slow(DataRate? rate, double dilation) => rate is { } real ? new DataRate(real.BitsPerSecond / dilation) : null;
}
