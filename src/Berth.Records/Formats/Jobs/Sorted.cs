using Berth.Model.Jobs;

namespace Berth.Records.Formats.Jobs;

/// <summary>Jobs of a file that is in no order, or whose clock does not start at 0.</summary>
internal static class Sorted
{
    /// <summary>All jobs by arrival, those of one moment in the order of the file; the first arrives at 0. Keeps them all in memory.</summary>
    internal static IEnumerable<Job> ByArrival(IEnumerable<Job> jobs)
    {
        var first = double.NaN;
        foreach (var job in jobs.OrderBy(job => job.Arrival.Seconds))
        {
            if (double.IsNaN(first))
                first = job.Arrival.Seconds;
            yield return job with { Arrival = new(job.Arrival.Seconds - first) };
        }
    }
}
