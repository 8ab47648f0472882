using Berth.Accounting;
using Berth.Model;
using Berth.Simulation.Engine;

namespace Berth.Simulation.Queues;

/// <summary>A single station: items come at random, wait, are served, and go. The M/M/c and M/G/1 queues of the textbooks, with energy.</summary>
public static class QueueSimulation
{
    private const byte Served = 0, Arrives = 1;

    /// <summary>Runs until so many items were served and the station is empty.</summary>
    /// <param name="arrivals">Seconds to the next arrival.</param>
    /// <param name="service">Seconds that an item is served.</param>
    /// <param name="servers">Number of servers.</param>
    /// <param name="items">How many items arrive.</param>
    /// <param name="power">Power of the servers together by the part of them that is busy; null counts no energy.</param>
    /// <param name="trace">Is told of each item when it goes: arrival, begin and end of its service; null is told nothing.</param>
    public static QueueResult Run(Func<double> arrivals, Func<double> service, int servers, int items, PowerModel? power = null, Action<QueuedItem>? trace = null)
    {
        var station = new Station(servers);
        var events = new EventQueue();
        var meter = power is null ? null : new PowerMeter(power, servers);
        var arrived = new long[items];
        var begun = new long[items];
        var (next, served) = (0, 0);
        Int128 sojourn = 0, wait = 0;
        var now = 0L;
        events.Add(Nanoseconds(arrivals()), Arrives, 0);
        while (events.Count > 0)
        {
            var happened = events.Take();
            now = happened.Time;
            var item = happened.Target;
            if (happened.Kind == Arrives)
            {
                arrived[item] = now;
                if (++next < items)
                    events.Add(now + Nanoseconds(arrivals()), Arrives, next);
                if (!station.Enter(item, now))
                    continue;
                meter?.Set(station.Busy, now);
                Begin(item);
            }
            else
            {
                served++;
                sojourn += now - arrived[item];
                wait += begun[item] - arrived[item];
                trace?.Invoke(new(arrived[item], begun[item], now));
                var following = station.Leave(now);
                if (following >= 0)
                    Begin(following);
                else
                    meter?.Set(station.Busy, now);
            }
        }
        if (station.PresentTime != sojourn)
            throw new SimulationException($"Little's law does not hold: items were present for {station.PresentTime} ns and spent {sojourn} ns");
        return new(served, now * 1e-9, (double)wait / served * 1e-9, (double)sojourn / served * 1e-9, (double)station.BusyTime / ((double)now * servers), meter?.Joules(now));

        void Begin(int item)
        {
            begun[item] = now;
            events.Add(now + Nanoseconds(service()), Served, item);
        }
    }

    private static long Nanoseconds(double seconds) => (long)(seconds * 1e9 + 0.5);
}

/// <summary>An item that has been served; moments in nanoseconds.</summary>
public readonly record struct QueuedItem(long Arrived, long Begun, long Ended);

/// <summary>What a queue did.</summary>
/// <param name="Served">Items that were served.</param>
/// <param name="Seconds">Time until the last one went.</param>
/// <param name="MeanWait">Mean seconds before service.</param>
/// <param name="MeanSojourn">Mean seconds from arrival to the end of service.</param>
/// <param name="Utilization">Part of the servers that was busy.</param>
/// <param name="Joules">Energy; null without a power model.</param>
public sealed record QueueResult(int Served, double Seconds, double MeanWait, double MeanSojourn, double Utilization, double? Joules);
