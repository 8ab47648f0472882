using Berth.Model;
using Berth.Policies.Placement;

namespace Berth.Policies.Tests;

/// <summary>A world of given nodes; the named pairs of sites have no link.</summary>
internal sealed class FakeView(params NodeView[] nodes) : IPlacementView
{
    public IReadOnlyList<NodeView> Nodes => nodes;

    public HashSet<(string, string)> Cut { get; init; } = [];

    public bool Connected(string one, string other)
    {
        var (from, to) = (Site(one), Site(other));
        return !Cut.Contains((from, to)) && !Cut.Contains((to, from));
    }

    public static NodeView Node(string name, Tier tier, double cores = 1, int streams = 0) =>
        new(name, name[..name.LastIndexOf('-')], tier, cores, streams);

    private string Site(string node) => nodes.Single(each => each.Name == node).Site;
}
