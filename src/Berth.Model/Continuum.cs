namespace Berth.Model;

/// <summary>Where work can run: sites, their nodes, and the links between them.</summary>
public sealed record Continuum(IReadOnlyList<Site> Sites, IReadOnlyList<Link> Links, IReadOnlyList<NodeFailure> Failures)
{
    /// <summary>A continuum in which nothing fails.</summary>
    public Continuum(IReadOnlyList<Site> sites, IReadOnlyList<Link> links)
        : this(sites, links, [])
    {
    }

    /// <summary>Every node, site by site in the order of the file.</summary>
    public IReadOnlyList<Node> Nodes { get; } =
        [.. Sites.SelectMany(site => (site.NodeNames ?? [.. Enumerable.Range(1, site.Nodes).Select(number => $"{site.Name}-{number}")]).Select(name => new Node(name, site)))];

    /// <summary>The sites as policies and figures know them: of the parts of a place the first.</summary>
    public IReadOnlyList<Site> Places { get; } = [.. Sites.DistinctBy(site => site.PlaceName)];

    /// <summary>The directed link between two sites; null where the file gives none.</summary>
    public Link? Link(string from, string to) => Links.FirstOrDefault(link => link.From == from && link.To == to);

    /// <summary>Whether packets can go from one site to another and back: always inside a site, else by links.</summary>
    public bool Connected(string one, string other) =>
        one == other || (Link(one, other) is not null && Link(other, one) is not null);
}
