using Berth.Model;
using Berth.Policies.Placement;
using static Berth.Policies.Tests.Clusters;

namespace Berth.Policies.Tests;

public sealed class PlacementPoliciesTests
{
    private static IEnumerable<string> Names => PlacementPolicies.All.Select(policy => policy.Name);

    private static Given Node(string name, Tier tier, double cores = 1, int streams = 0) => new(name, tier, cores, streams);

    private static Given[] Continuum(int edgeStreams = 0) => [
        Node("cloud-1", Tier.Cloud, 4),
        Node("edge-1", Tier.Edge, 1.5, edgeStreams),
        Node("edge-2", Tier.Edge, 1.5),
        Node("endpoint-1", Tier.Endpoint, 0.5),
        Node("endpoint-2", Tier.Endpoint, 0.5),
        Node("endpoint-3", Tier.Endpoint, 0.5)];

    private static Decision Decide(string policy, Given[] nodes, string source = "endpoint-1", params (string, string)[] cut)
    {
        var cluster = Of(nodes, cut);
        var batch = new PlacementBatch(cluster, 0, new(1, "test"), explain: true);
        batch.Add(new(0, $"camera@{source}", default, double.PositiveInfinity, Source: cluster.IndexOf(source)));
        PlacementPolicies.Get(policy).Place(batch);
        return Assert.Single(batch.Decisions);
    }

    private static string? Refusal(Decision decision, string node) => decision.Candidates.Single(candidate => candidate.Node == node).Refusal;

    [Fact]
    public void The_four_patterns_have_their_names_and_a_summary()
    {
        Assert.Equal(["local", "mist", "edge", "cloud"], Names.Take(4));
        Assert.All(Names, name => Assert.Equal(name, PlacementPolicies.Get(name).Name));
        Assert.All(Names, name => Assert.NotEmpty(PlacementPolicies.Get(name).Summary));
        Assert.Throws<KeyNotFoundException>(() => PlacementPolicies.Get("fog"));
    }

    [Theory]
    [InlineData("local", "endpoint-1")]
    [InlineData("mist", "endpoint-2")]
    [InlineData("edge", "edge-1")]
    [InlineData("cloud", "cloud-1")]
    public void Each_chooses_within_its_pattern_and_ties_go_to_the_first(string policy, string chosen)
    {
        var decision = Decide(policy, Continuum());
        Assert.Equal((policy, "camera@endpoint-1", chosen), (decision.Policy, decision.Subject, decision.Chosen));
        Assert.Equal(Continuum().Select(node => node.Name), decision.Candidates.Select(candidate => candidate.Node));
        Assert.Contains(chosen, decision.Reason);
    }

    [Fact]
    public void The_fewest_streams_for_each_core_win()
    {
        Assert.Equal("edge-2", Decide("edge", Continuum(edgeStreams: 1)).Chosen);
        var decision = Decide("edge", [
            Node("endpoint-1", Tier.Endpoint), Node("edge-1", Tier.Edge, 1, 1), Node("fog-1", Tier.Edge, 4, 6), Node("fog-2", Tier.Edge, 2, 3)]);
        Assert.Equal("fog-1", decision.Chosen);
        var edges = decision.Candidates.Where(candidate => candidate.Refusal is null).ToList();
        Assert.Equal([2.0, 1.75, 2.0], edges.Select(candidate => candidate.Score));
        Assert.All(edges, candidate => Assert.Equal("streams per core", Assert.Single(candidate.Terms).Name));
    }

    [Fact]
    public void The_capacity_counts_the_stream_that_comes()
    {
        // Two empty nodes: the larger one carries the new stream with less of its capacity.
        var decision = Decide("edge", [Node("endpoint-1", Tier.Endpoint), Node("edge-1", Tier.Edge, 1), Node("edge-2", Tier.Edge, 2)]);
        Assert.Equal("edge-2", decision.Chosen);
    }

    [Fact]
    public void Streams_placed_one_after_another_spread_evenly()
    {
        var streams = new int[2];
        for (var source = 1; source <= 6; source++)
        {
            Given[] view = [Node($"endpoint-{source}", Tier.Endpoint), Node("edge-1", Tier.Edge, 1, streams[0]), Node("edge-2", Tier.Edge, 2, streams[1])];
            streams[Decide("edge", view, $"endpoint-{source}").Chosen == "edge-1" ? 0 : 1]++;
        }
        Assert.Equal([2, 4], streams);
    }

    [Fact]
    public void Mist_never_chooses_the_source_nor_another_site()
    {
        Given[] view = [
            Node("endpoint-1", Tier.Endpoint, 8), Node("endpoint-2", Tier.Endpoint, 0.1, 50), Node("garage-1", Tier.Endpoint, 8), Node("edge-1", Tier.Edge, 8)];
        var decision = Decide("mist", view);
        Assert.Equal("endpoint-2", decision.Chosen);
        Assert.Equal("is the source itself", Refusal(decision, "endpoint-1"));
        Assert.Equal("is not in the source's site", Refusal(decision, "garage-1"));
        Assert.Equal("is not in the source's site", Refusal(decision, "edge-1"));
    }

    [Fact]
    public void A_lonely_endpoint_has_no_neighbour()
    {
        var decision = Decide("mist", [Node("endpoint-1", Tier.Endpoint), Node("cloud-1", Tier.Cloud)]);
        Assert.Null(decision.Chosen);
        Assert.StartsWith("no node qualifies for mist", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Edge_without_an_edge_site_gives_no_node_and_the_reason()
    {
        var decision = Decide("edge", [Node("endpoint-1", Tier.Endpoint), Node("cloud-1", Tier.Cloud)]);
        Assert.Null(decision.Chosen);
        Assert.Equal("no node qualifies for edge: is not in the edge tier (cloud-1 and 1 more)", decision.Reason);
        Assert.All(decision.Candidates, candidate => Assert.Equal("is not in the edge tier", candidate.Refusal));
        Assert.All(decision.Candidates, candidate => Assert.Empty(candidate.Terms));
    }

    [Fact]
    public void A_node_that_cannot_be_reached_is_refused_by_name()
    {
        var nodes = Continuum();
        var decision = Decide("cloud", nodes, "endpoint-1", ("endpoint", "cloud"));
        Assert.Null(decision.Chosen);
        Assert.Equal("has no link to and from endpoint-1", Refusal(decision, "cloud-1"));
    }

    [Fact]
    public void Local_does_not_ask_for_a_link_or_for_room()
    {
        var decision = Decide("local", [Node("endpoint-1", Tier.Endpoint, 0.1, 99), Node("edge-1", Tier.Edge, 64)], "endpoint-1", ("endpoint", "edge"));
        Assert.Equal("endpoint-1", decision.Chosen);
        Assert.Equal("is not the source", Refusal(decision, "edge-1"));
    }

    [Fact]
    public void An_empty_continuum_has_no_node() => Assert.Contains("no nodes", Decide("cloud", []).Reason);

    [Theory]
    [InlineData("local")]
    [InlineData("mist")]
    [InlineData("edge")]
    [InlineData("cloud")]
    public void The_same_view_gives_the_same_decision(string policy)
    {
        var first = Decide(policy, Continuum(1));
        for (var again = 0; again < 100; again++)
        {
            var next = Decide(policy, Continuum(1));
            Assert.Equal((first.Chosen, first.Reason), (next.Chosen, next.Reason));
            Assert.Equal(first.Candidates.Select(each => (each.Node, each.Refusal, each.Score)), next.Candidates.Select(each => (each.Node, each.Refusal, each.Score)));
        }
    }
}
