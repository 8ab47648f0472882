using System.Runtime.InteropServices;

namespace Berth.Workloads.Functions.Execution;

/// <summary>What getrusage(2) counts.</summary>
/// <param name="UserSeconds">Processor time in programs.</param>
/// <param name="SystemSeconds">Processor time in the kernel.</param>
/// <param name="VoluntarySwitches">Context switches because a thread waited.</param>
/// <param name="InvoluntarySwitches">Context switches because another thread came.</param>
internal readonly partial record struct ResourceUsage(double UserSeconds, double SystemSeconds, long VoluntarySwitches, long InvoluntarySwitches)
{
    private const int Self = 0, Children = -1;
    private const int Longs = 18, Voluntary = 16, Involuntary = 17;

    /// <summary>Of this process and of the children that have ended.</summary>
    internal static ResourceUsage Now => Read(Self) + Read(Children);

    internal double Seconds => UserSeconds + SystemSeconds;

    public static ResourceUsage operator +(ResourceUsage one, ResourceUsage other) => new(
        one.UserSeconds + other.UserSeconds, one.SystemSeconds + other.SystemSeconds, one.VoluntarySwitches + other.VoluntarySwitches,
        one.InvoluntarySwitches + other.InvoluntarySwitches);

    private static unsafe ResourceUsage Read(int whose)
    {
        // struct rusage on 64 bits: two times of seconds and microseconds, then fourteen numbers.
        var usage = stackalloc long[Longs];
        return GetUsage(whose, usage) == 0
            ? new(usage[0] + usage[1] * 1e-6, usage[2] + usage[3] * 1e-6, usage[Voluntary], usage[Involuntary])
            : throw new InvalidOperationException($"getrusage failed with error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static unsafe partial int GetUsage(int whose, long* usage);
}
