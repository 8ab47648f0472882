using Berth.Policies.Scaling;
using Berth.Serving.Admin;

namespace Berth.Serving.Scaling;

/// <summary>What a dispatcher counted, as scaling policies want it.</summary>
public static class CountedLoad
{
    /// <summary>The load between two readings of one dispatcher.</summary>
    /// <param name="before">The earlier reading.</param>
    /// <param name="after">The later one.</param>
    /// <param name="late">Requests that were answered after the objective.</param>
    /// <param name="dilation">How many times slower than real time the world runs.</param>
    public static LoadSecond Between(Telemetry before, Telemetry after, int late = 0, double dilation = 1)
    {
        var real = Math.Max(1e-9, (after.MomentNs - before.MomentNs) * 1e-9);
        return new(
            (int)(after.Arrived - before.Arrived), (int)(after.Completed - before.Completed),
            (int)(after.Refused - before.Refused + after.TimedOut - before.TimedOut + after.Failed - before.Failed),
            (after.PresentSeconds - before.PresentSeconds) / real, (after.BusySeconds - before.BusySeconds) / real,
            (after.ServiceSeconds - before.ServiceSeconds) / dilation, (after.ServiceSquares - before.ServiceSquares) / (dilation * dilation), late);
    }
}
