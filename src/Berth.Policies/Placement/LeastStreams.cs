namespace Berth.Policies.Placement;

/// <summary>
/// Places a stream on the node with the fewest streams for its capacity among those that a rule admits:
/// the static patterns local, mist, edge and cloud of the SPEC-RG reference architecture (Jansen et al., CCGrid 2023).
/// </summary>
internal static class LeastStreams
{
    internal static Decision Decide(string policy, IPlacementView view, PlacementRequest request, Func<NodeView, string?> refuse)
    {
        var candidates = new List<Candidate>(view.Nodes.Count);
        Candidate? best = null;
        foreach (var node in view.Nodes)
        {
            var refusal = refuse(node) ?? (view.Connected(request.Source, node.Name) ? null : $"has no link to and from {request.Source}");
            var candidate = new Candidate(node.Name, refusal, refusal is null ? [new("streams per core", (node.Streams + 1) / node.Cores)] : []);
            candidates.Add(candidate);
            if (refusal is null && (best is null || candidate.Score < best.Score))
                best = candidate;
        }
        var reason = best is null
            ? $"no node qualifies for {policy}: {Refusals(candidates)}"
            : $"{best.Node} carries the fewest streams for its capacity of the {candidates.Count(candidate => candidate.Refusal is null)} nodes that {policy} allows";
        return new(policy, request.Subject, best?.Node, reason, candidates);
    }

    private static string Refusals(List<Candidate> candidates) => candidates.Count == 0
        ? "the continuum has no nodes"
        : string.Join("; ", candidates.GroupBy(candidate => candidate.Refusal).Select(group => $"{group.Key} ({group.First().Node}{(group.Count() > 1 ? $" and {group.Count() - 1} more" : "")})"));
}
