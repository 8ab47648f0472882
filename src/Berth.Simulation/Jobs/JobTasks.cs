using Berth.Model.Jobs;
using Berth.Policies.Placement;

namespace Berth.Simulation.Jobs;

/// <summary>Jobs as policies see them.</summary>
public static class JobTasks
{
    /// <summary>The task, or one of the tasks, of a job that arrives as it says.</summary>
    /// <param name="job">The job.</param>
    /// <param name="id">Number of the task.</param>
    /// <param name="name">Its name.</param>
    /// <param name="admitted">Nodes that the job's constraints admit; null is all.</param>
    public static TaskRequest Request(this Job job, int id, string name, NodeSet? admitted = null) => new(
        id,
        name,
        Demand.Of(job.Cpu, job.Memory, job.Gpu),
        (job.Declared ?? job.Length).Seconds,
        job.Arrival.Nanoseconds,
        job.Deadline is { } slack ? job.Arrival.Nanoseconds + slack.Nanoseconds : long.MaxValue,
        job.Priority,
        Admitted: admitted,
        Call: job.Call);
}
