using Berth.Workloads.Clock;

namespace Berth.Workloads.Functions.Execution;

/// <summary>The programs that functions have started and that live. May be used from any thread.</summary>
internal sealed class ChildProcesses
{
    private const long Distance = 5_000_000;

    private readonly Lock gate = new();
    private readonly HashSet<int> living = [];
    private long peak;
    private long looked;

    /// <summary>Their pids.</summary>
    internal IReadOnlyList<int> Living
    {
        get
        {
            lock (gate)
                return [.. living];
        }
    }

    /// <summary>Most resident bytes of one of them since the last reset, as far as it was looked at.</summary>
    internal long PeakBytes => Volatile.Read(ref peak);

    internal void ResetPeak() => Volatile.Write(ref peak, 0);

    internal void Add(int pid)
    {
        lock (gate)
            living.Add(pid);
    }

    internal void Remove(int pid)
    {
        lock (gate)
            living.Remove(pid);
    }

    /// <summary>Looks at the peak of one, unless it has just been looked at.</summary>
    internal void Look(int pid)
    {
        if (MonotonicClock.Now - looked < Distance)
            return;
        Volatile.Write(ref peak, Math.Max(Volatile.Read(ref peak), ProcessFiles.Bytes(pid, "VmHWM")));
        looked = MonotonicClock.Now;
    }
}
