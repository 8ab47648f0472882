namespace Berth.Records.Clusters;

/// <summary>The pods of a scheduler's records.</summary>
/// <param name="Placed">Those that had a node, in the order in which the policy was first asked about them.</param>
/// <param name="NeverPlaced">How many had none.</param>
/// <param name="StillRunning">How many had one to the end of the record.</param>
internal sealed record RecordedPods(IReadOnlyList<RecordedPod> Placed, int NeverPlaced, int StillRunning)
{
    internal static RecordedPods Of(IReadOnlyList<PodDecision> decisions, IReadOnlyList<PodEnd> ends, IReadOnlyDictionary<string, double> speeds)
    {
        var ended = ends.GroupBy(end => end.Uid).ToDictionary(group => group.Key, group => group.Max(end => end.Moment));
        var last = decisions.Select(decision => decision.Moment).Concat(ended.Values).DefaultIfEmpty().Max() + 1_000_000_000;
        var (placed, never, names) = (new List<RecordedPod>(), 0, new HashSet<string>());
        // While the rules leave a pod no node the policy has nothing to choose from: it arrives when they first leave it one.
        foreach (var asked in decisions.Where(each => each.Open is not { Count: 0 }).OrderBy(each => each.Number).GroupBy(each => each.Uid))
        {
            if (asked.FirstOrDefault(each => each.Outcome is PodOutcome.Bound or PodOutcome.Found) is not { Node: { } node } decision)
            {
                never++;
                continue;
            }
            var name = decision.Pod;
            for (var number = 2; !names.Add(name); number++)
                name = $"{decision.Pod}~{number}";
            placed.Add(new(name, asked.First(), decision, ended.GetValueOrDefault(asked.Key, last), speeds.GetValueOrDefault(node, 1)));
        }
        return new(placed, never, placed.Count(pod => pod.End == last));
    }
}

/// <summary>A pod that had a node.</summary>
/// <param name="Name">Namespace and name; a number follows where several had the same.</param>
/// <param name="Asked">The first decision about it.</param>
/// <param name="Placed">The one that gave it its node, or where it was found.</param>
/// <param name="End">When it ended.</param>
/// <param name="Speed">Speed of its node.</param>
internal sealed record RecordedPod(string Name, PodDecision Asked, PodDecision Placed, long End, double Speed)
{
    /// <summary>The nodes on which it may be; null is all.</summary>
    internal IReadOnlyList<string>? Nodes => Placed.Outcome == PodOutcome.Found ? [Placed.Node!] : Placed.Open;
}
