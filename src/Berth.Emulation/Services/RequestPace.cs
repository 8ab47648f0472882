using Berth.Emulation.World;
using Berth.Model.Observations;
using Berth.Model.Services;

namespace Berth.Emulation.Services;

/// <summary>
/// Holds the mean time that a request takes on a replica at what the file says, while the machine's own speed drifts and requests wake their replicas more or less often:
/// an integral controller makes all cores of the service a little faster or slower once a second of the world.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="service">The service.</param>
internal sealed class RequestPace(EmulatedWorld world, Service service)
{
    /// <summary>Part of an error that a second with many requests corrects.</summary>
    private const double Gain = 0.2;

    /// <summary>Requests whose mean is believed by half.</summary>
    private const double Half = 10;

    private const double Least = 0.8, Most = 1.2;

    /// <summary>By how much a whole trial's mean may be off.</summary>
    private const double Tolerance = 0.03;

    /// <summary>How fast the cores are against the plan.</summary>
    internal double Factor { get; private set; } = 1;

    /// <summary>Takes note of requests that were answered.</summary>
    /// <param name="completed">How many.</param>
    /// <param name="seconds">What they took on their replicas, in sum, in the world's time.</param>
    internal void Observe(long completed, double seconds)
    {
        if (completed <= 0 || world.Slots is not { } slots)
            return;
        var error = seconds / completed / service.Time.Seconds;
        Factor = Math.Clamp(Factor * Math.Pow(error, Gain * completed / (completed + Half)), Least, Most);
        foreach (var lane in world.Nodes.SelectMany(node => node.Lanes))
            slots.Pace(lane.Lane, Factor);
    }

    /// <summary>What requests took in a trial, beside what they should have.</summary>
    internal Check Check(string scaling, long completed, double seconds)
    {
        var asked = service.Time.Seconds * 1000;
        return new($"{service.Name}, {scaling}", "request time", "ms", asked, completed > 0 ? seconds / completed * 1000 : double.NaN, asked * Tolerance, (int)completed);
    }
}
