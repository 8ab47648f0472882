using Berth.Workloads.Clock;

namespace Berth.Workloads.Serving.Metrics;

/// <summary>What this process uses of the cores that it may use, as mean between two looks that are at least a second apart.</summary>
/// <param name="cores">Cores that it may use.</param>
internal sealed class ProcessUse(double cores)
{
    private const long Shortest = 1_000_000_000;

    private readonly object gate = new();
    private double seconds = ProcessorSeconds;
    private long moment = MonotonicClock.Now;
    private double percent;

    /// <summary>Processor time since its start.</summary>
    internal static double ProcessorSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Percent of its cores; 0 within the first second.</summary>
    internal double Percent
    {
        get
        {
            lock (gate)
            {
                var now = MonotonicClock.Now;
                if (now - moment < Shortest)
                    return percent;
                var used = ProcessorSeconds;
                percent = (used - seconds) / ((now - moment) / 1e9) / cores * 100;
                (seconds, moment) = (used, now);
                return percent;
            }
        }
    }
}
