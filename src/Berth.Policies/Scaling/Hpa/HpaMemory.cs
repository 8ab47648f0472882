namespace Berth.Policies.Scaling.Hpa;

/// <summary>
/// What the controller remembers of one HorizontalPodAutoscaler: past recommendations, before they were stabilised, and past changes. Places of outdated
/// ones are used again, so it stays small. Which are kept follows pkg/controller/podautoscaler/horizontal.go: an event that is outdated for its own
/// direction may be gone although a longer period of the other direction would still count it.
/// </summary>
public sealed class HpaMemory
{
    private readonly List<HpaScaleEvent> _ups, _downs;
    private List<HpaRecommendation>? _recommendations;

    /// <summary>Nothing is remembered.</summary>
    public HpaMemory() : this(null, [], [])
    {
    }

    /// <summary>As it was left.</summary>
    /// <param name="recommendations">Past recommendations; null for an autoscaler that is new, whose first one is the number of replicas that it finds.</param>
    /// <param name="ups">Past changes upwards.</param>
    /// <param name="downs">Past changes downwards.</param>
    public HpaMemory(IEnumerable<HpaRecommendation>? recommendations, IEnumerable<HpaScaleEvent> ups, IEnumerable<HpaScaleEvent> downs) =>
        (_recommendations, _ups, _downs) = (recommendations?.ToList(), [.. ups], [.. downs]);

    /// <summary>Past recommendations; null before the first question.</summary>
    public IReadOnlyList<HpaRecommendation>? Recommendations => _recommendations;

    /// <summary>Past changes upwards.</summary>
    public IReadOnlyList<HpaScaleEvent> Ups => _ups;

    /// <summary>Past changes downwards.</summary>
    public IReadOnlyList<HpaScaleEvent> Downs => _downs;

    internal void Begin(int replicas, long now) => _recommendations ??= [new(replicas, now)];

    /// <summary>The rule without behaviour: the highest of the window, and what is wanted is kept.</summary>
    internal int Highest(int wanted, long now, long window)
    {
        var (highest, outdated) = (wanted, -1);
        for (var at = 0; at < _recommendations!.Count; at++)
        {
            if (_recommendations[at].Moment < now - window)
                outdated = at;
            else
                highest = Math.Max(highest, _recommendations[at].Replicas);
        }
        Keep(new(wanted, now), outdated);
        return highest;
    }

    /// <summary>The lowest of the window of the way up and the highest of that of the way down, and what is wanted is kept.</summary>
    internal (int Lowest, int Highest) Bounds(int wanted, long now, long upWindow, long downWindow)
    {
        var (lowest, highest, outdated) = (wanted, wanted, -1);
        for (var at = 0; at < _recommendations!.Count; at++)
        {
            var (replicas, moment) = _recommendations[at];
            if (moment > now - upWindow)
                lowest = Math.Min(lowest, replicas);
            if (moment > now - downWindow)
                highest = Math.Max(highest, replicas);
            if (moment < now - upWindow && moment < now - downWindow)
                outdated = at;
        }
        Keep(new(wanted, now), outdated);
        return (lowest, highest);
    }

    internal void Changed(int from, int to, long now, HpaBehavior behavior)
    {
        if (to > from)
            Keep(_ups, new(to - from, now), behavior.Up.LongestPeriod);
        else
            Keep(_downs, new(from - to, now), behavior.Down.LongestPeriod);
    }

    /// <summary>Replicas that were added less those that were removed within a period.</summary>
    internal int NetChange(long now, long period) => Sum(_ups, now - period) - Sum(_downs, now - period);

    private void Keep(HpaRecommendation recommendation, int outdated)
    {
        if (outdated >= 0)
            _recommendations![outdated] = recommendation;
        else
            _recommendations!.Add(recommendation);
    }

    private static void Keep(List<HpaScaleEvent> events, HpaScaleEvent added, long longestPeriod)
    {
        var outdated = -1;
        for (var at = 0; at < events.Count; at++)
            if (events[at].Moment < added.Moment - longestPeriod)
                outdated = at;
        if (outdated >= 0)
            events[outdated] = added;
        else
            events.Add(added);
    }

    private static int Sum(List<HpaScaleEvent> events, long after)
    {
        var sum = 0;
        for (var at = 0; at < events.Count; at++)
            if (events[at].Moment > after)
                sum += events[at].Change;
        return sum;
    }
}

/// <summary>A number of replicas that the metrics asked for, and when.</summary>
public readonly record struct HpaRecommendation(int Replicas, long Moment);

/// <summary>By how many replicas the number was changed, and when.</summary>
public readonly record struct HpaScaleEvent(int Change, long Moment);
