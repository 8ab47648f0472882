namespace Berth.Records.Timelines;

/// <summary>Adds up series that are parts of one thing, such as the processes of a pod.</summary>
public static class SummedTimeline
{
    /// <summary>A counter that grows by what all of some counters grow by; one that begins later or ends earlier counts while it is there.</summary>
    public static Timeline OfCounters(IReadOnlyList<Timeline> counters)
    {
        var growth = new SortedDictionary<long, double>();
        foreach (var counter in counters)
            for (var place = 0; place < counter.Count; place++)
                growth[counter.Moments[place]] = growth.GetValueOrDefault(counter.Moments[place]) + counter.Increases[place] - (place > 0 ? counter.Increases[place - 1] : 0);
        var sum = 0.0;
        return new([.. growth.Keys], [.. growth.Values.Select(each => sum += each)]);
    }

    /// <summary>The sum of states at each moment at which any of them was sampled: those of one scrape have one moment.</summary>
    public static Timeline OfStates(IReadOnlyList<Timeline> states)
    {
        var sums = new SortedDictionary<long, double>();
        foreach (var state in states)
            for (var place = 0; place < state.Count; place++)
                sums[state.Moments[place]] = sums.GetValueOrDefault(state.Moments[place]) + state.Values[place];
        return new([.. sums.Keys], [.. sums.Values]);
    }
}
