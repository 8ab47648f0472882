using System.Net;

namespace Berth.Emulation.Links;

/// <summary>Which link leads from a node to an address; links of one site are made when first used.</summary>
internal sealed class LinkTable
{
    private static readonly LinkSettings Ideal = new();

    private readonly RouterDocument document;
    private readonly PacketPool pool;
    private readonly Link?[] links;
    private readonly Dictionary<uint, int> byAddress = [];
    private readonly Dictionary<string, int> byName = [];

    internal LinkTable(RouterDocument document, PacketPool pool, long now)
    {
        (this.document, this.pool) = (document, pool);
        var nodes = document.Nodes;
        links = new Link?[nodes.Count * nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            var address = IPAddress.Parse(nodes[i].Address.Split('/')[0]);
            if (!byAddress.TryAdd(BitConverter.ToUInt32(address.GetAddressBytes()), i) || !byName.TryAdd(nodes[i].Name, i))
                throw new ArgumentException($"node '{nodes[i].Name}' at {nodes[i].Address}: its name or address is taken by another node");
        }
        var delays = new Dictionary<(string, string), double>();
        foreach (var link in document.Links)
            if (!delays.TryAdd((link.From, link.To), Delay(link.Settings)))
                throw new ArgumentException($"the link from '{link.From}' to '{link.To}' is given twice");
        foreach (var link in document.Links)
            Add(Node(link.From), Node(link.To), link.Settings, delays.GetValueOrDefault((link.To, link.From)), now);
    }

    /// <summary>All links that exist.</summary>
    internal IEnumerable<Link> All => links.OfType<Link>();

    /// <summary>The link from a node to an IPv4 address (as it lies in the packet); null when none leads there.</summary>
    internal Link? Find(int from, uint address)
    {
        if (!byAddress.TryGetValue(address, out var to) || to == from)
            return null;
        return links[from * document.Nodes.Count + to] ?? Neighbour(from, to);
    }

    /// <summary>The link between two named nodes.</summary>
    /// <exception cref="ArgumentException">There is no such node or link.</exception>
    internal Link Find(string? from, string? to)
    {
        var (source, target) = (Node(from), Node(to));
        return links[source * document.Nodes.Count + target] ?? Neighbour(source, target)
            ?? throw new ArgumentException($"there is no link from '{from}' to '{to}'");
    }

    private Link? Neighbour(int from, int to) =>
        document.Nodes[from].Site == document.Nodes[to].Site ? Add(from, to, Ideal, 0, 0) : null;

    private Link Add(int from, int to, LinkSettings settings, double reverseDelay, long now) =>
        links[from * document.Nodes.Count + to] = new Link(from, to, (ulong)document.Seed, pool, settings, reverseDelay, now);

    private int Node(string? name) =>
        name is not null && byName.TryGetValue(name, out var index) ? index : throw new ArgumentException($"there is no node '{name}'");

    private static double Delay(LinkSettings settings) =>
        ((settings.Latency?.Mean.Seconds ?? 0) + (settings.Latency?.Jitter.Seconds ?? 0)) * 1e9;
}
