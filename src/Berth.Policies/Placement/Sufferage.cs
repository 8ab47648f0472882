namespace Berth.Policies.Placement;

/// <summary>
/// Sufferage (Maheswaran et al., JPDC 59(2), 1999, figure 3): in each pass every task claims the node where it is done first; of the tasks that claim one node it goes to
/// the one that would suffer most elsewhere, by the difference between its second and its first completion time; and again with the rest.
/// </summary>
internal sealed class Sufferage : BatchMapping
{
    public override string Name => "sufferage";

    public override string Summary => "each node goes to the task that would suffer most without it";

    protected override IReadOnlyList<int> Next(CompletionTimes times)
    {
        var claims = new SortedDictionary<int, (int Task, double Sufferage)>();
        for (var task = 0; task < times.Count; task++)
        {
            if (times.IsPlaced(task) || times.Best(task).Node is var node && node < 0)
                continue;
            var sufferage = Suffers(times, task);
            if (!claims.TryGetValue(node, out var claim) || claim.Sufferage < sufferage)
                claims[node] = (task, sufferage);
        }
        return [.. claims.Values.Select(claim => claim.Task)];
    }

    protected override string Why(CompletionTimes times, int task, string node) =>
        $"it is done first on {node}, after {times.Best(task).Time:0.###} s, and would suffer most elsewhere: {Suffers(times, task):0.###} s";

    private static double Suffers(CompletionTimes times, int task) => times.Second(task) - times.Best(task).Time;
}
