namespace Berth.Workloads.Functions.Execution;

/// <summary>Measures processor time and memory between two moments.</summary>
internal sealed class ExecutionMeter
{
    private readonly ResourceUsage begin;
    private readonly ChildProcesses children;
    private readonly bool isPeakReset;

    private ExecutionMeter(ChildProcesses children)
    {
        this.children = children;
        children.ResetPeak();
        isPeakReset = ResetPeak();
        begin = ResourceUsage.Now;
    }

    /// <summary>Begins.</summary>
    internal static ExecutionMeter Begin(ChildProcesses children) => new(children);

    /// <summary>Processor seconds since the beginning, of this process and the children that have ended; most resident bytes since then.</summary>
    internal (double CpuSeconds, long PeakBytes) End()
    {
        var seconds = ResourceUsage.Now.Seconds - begin.Seconds;
        // A kernel that cannot begin the peak anew would tell of earlier executions.
        var mine = ProcessFiles.Bytes(Environment.ProcessId, isPeakReset ? "VmHWM" : "VmRSS");
        return (seconds, mine + children.PeakBytes);
    }

    /// <summary>See proc_pid_clear_refs(5): 5 resets the peak resident set size.</summary>
    private static bool ResetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
