namespace Berth.Model.Observations;

/// <summary>The state of one process at a moment, as the kernel counts it (times are real processor seconds, not undilated).</summary>
/// <param name="Node">Node that the process runs on.</param>
/// <param name="Role">What it does there: <c>source</c>, <c>worker</c>, <c>broker</c>.</param>
/// <param name="Pid">Process id.</param>
/// <param name="Moment">Nanoseconds of the run's monotonic clock, undilated.</param>
/// <param name="CpuPercent">Processor time since the last sample, percent of one emulated core.</param>
/// <param name="UserSeconds">User time since its start.</param>
/// <param name="SystemSeconds">System time since its start.</param>
/// <param name="ResidentBytes">Resident set size.</param>
/// <param name="VirtualBytes">Virtual memory size.</param>
/// <param name="MemoryPercent">Resident set, percent of the node's memory.</param>
/// <param name="ReadBytes">Bytes read from storage since its start.</param>
/// <param name="WrittenBytes">Bytes written to storage since its start.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="VoluntarySwitches">Voluntary context switches since its start, all threads.</param>
/// <param name="InvoluntarySwitches">Involuntary context switches since its start, all threads.</param>
/// <param name="Connections">Established TCP connections in its network namespace that it owns.</param>
/// <param name="UptimeSeconds">Real seconds since its start.</param>
public sealed record ProcessSample(
    string Node,
    string Role,
    int Pid,
    long Moment,
    double CpuPercent,
    double UserSeconds,
    double SystemSeconds,
    long ResidentBytes,
    long VirtualBytes,
    double MemoryPercent,
    long ReadBytes,
    long WrittenBytes,
    int Threads,
    long VoluntarySwitches,
    long InvoluntarySwitches,
    int Connections,
    double UptimeSeconds);
