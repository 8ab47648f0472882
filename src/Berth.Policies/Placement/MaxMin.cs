namespace Berth.Policies.Placement;

/// <summary>Max-min (Braun et al., JPDC 61(6), 2001): of all tasks the one whose earliest completion is latest goes to the node where it is done first; and again with the rest.</summary>
internal sealed class MaxMin : BatchMapping
{
    public override string Name => "max-min";

    public override string Summary => "the task whose earliest completion is latest goes first, to where it is done first";

    protected override IReadOnlyList<int> Next(CompletionTimes times)
    {
        var next = -1;
        for (var task = 0; task < times.Count; task++)
            if (!times.IsPlaced(task) && times.Best(task).Node >= 0 && (next < 0 || times.Best(task).Time > times.Best(next).Time))
                next = task;
        return next < 0 ? [] : [next];
    }

    protected override string Why(CompletionTimes times, int task, string node) => $"it is done first on {node}, after {times.Best(task).Time:0.###} s, and no other task takes longer at its best";
}
