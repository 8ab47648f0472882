using Berth.Model.Jobs;
using Berth.Records.Formats.Generators;

namespace Berth.Records.Formats.Jobs;

/// <summary>The jobs of an experiment: of traces, generators and calls, with what their workload adds to them.</summary>
public static class JobSources
{
    /// <summary>The jobs of one workload by arrival.</summary>
    /// <param name="workload">Where they come from and what is added.</param>
    /// <param name="seed">Seed of the streams of a generator.</param>
    /// <param name="notes">Told what a trace left out; null if nobody asks.</param>
    /// <exception cref="FormatException">The trace (while reading) or the profile is not in its format; the message names file and line.</exception>
    public static IEnumerable<Job> Read(JobWorkload workload, long seed, TraceNotes? notes = null)
    {
        var profile = workload.Profile is null ? null : ScalingProfiles.Read(workload.Profile);
        var jobs = workload switch
        {
            { Trace: { } trace } => JobTraces.Read(trace, notes),
            { Generator: { } generator } => JobGenerators.Generate(generator, seed, workload.Name),
            { Calls: { } calls } => FunctionCalls.Generate(calls, seed, workload.Name),
            _ => throw new ArgumentException($"workload {workload.Name} has neither a trace nor a generator nor calls", nameof(workload)),
        };
        return jobs.Take(workload.Limit ?? int.MaxValue).Select(job => job with
        {
            Deadline = job.Deadline ?? workload.Deadline ?? (workload.Slack is { } slack ? new(job.Length.Seconds + slack.Seconds) : null),
            Interruptible = job.Interruptible || workload.Interruptible,
            Elastic = job.Elastic ?? profile,
        });
    }

    /// <summary>The jobs of all workloads by arrival; of one moment, in the order of the workloads. With several, names are <c>workload/name</c>.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<Job> ReadAll(IReadOnlyList<JobWorkload> workloads, long seed, TraceNotes? notes = null) => workloads switch
    {
        [] => [],
        [var only] => Read(only, seed, notes),
        _ => Merge([.. workloads.Select(workload => Read(workload, seed, notes).Select(job => job with { Name = $"{workload.Name}/{job.Name}" }))]),
    };

    private static IEnumerable<Job> Merge(IReadOnlyList<IEnumerable<Job>> sources)
    {
        var cursors = sources.Select(source => source.GetEnumerator()).ToArray();
        try
        {
            var next = new PriorityQueue<int, (double Arrival, int Source)>();
            for (var source = 0; source < cursors.Length; source++)
                if (cursors[source].MoveNext())
                    next.Enqueue(source, (cursors[source].Current.Arrival.Seconds, source));
            while (next.TryDequeue(out var source, out _))
            {
                yield return cursors[source].Current;
                if (cursors[source].MoveNext())
                    next.Enqueue(source, (cursors[source].Current.Arrival.Seconds, source));
            }
        }
        finally
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
        }
    }
}
