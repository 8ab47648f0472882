using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Berth.Emulation.Posix;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Processor;

/// <summary>
/// The process that switches lanes on and off: one real-time thread that sleeps to the next edge of the plan.
/// Each slot is longer than its share by what switching takes from it, which the owner measures. Cycles are dithered by half, so that work that is a multiple of a slot is not lucky.
/// The schedule comes as the first line of standard input, then commands: <c>open LANE</c>, <c>gate LANE</c>, <c>join LANE PID</c>,
/// <c>lengthen LANE NANOSECONDS</c>, <c>pace LANE FACTOR</c>;
/// the end of input ends the process.
/// </summary>
public static class SlotController
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "cpu-slots";

    private const double Dither = 0.5;

    /// <summary>Runs until standard input ends.</summary>
    public static int Main()
    {
        // Ctrl-C reaches the whole foreground group: when slots end is the parent's decision.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var schedule = JsonSerializer.Deserialize<SlotSchedule>(Console.In.ReadLine()!)!;
        var commands = new ConcurrentQueue<string>();
        var ended = false;
        var controller = new Thread(() => Run(schedule, commands, () => Volatile.Read(ref ended)));
        controller.Start();
        while (Console.In.ReadLine() is { } line)
            commands.Enqueue(line);
        Volatile.Write(ref ended, true);
        controller.Join();
        return 0;
    }

    private static void Run(SlotSchedule schedule, ConcurrentQueue<string> commands, Func<bool> ended)
    {
        var lanes = schedule.Lanes.Select(lane => new LaneState(lane)).ToArray();
        var edges = new Edge[schedule.Slots.Count * 2];
        var busyUntil = new long[schedule.RealCores];
        var random = 0x9E3779B97F4A7C15UL;
        Console.WriteLine(RealTimeThread.Raise(RealTimeThread.SlotPriority));
        var cycleBegin = MonotonicClock.Now;
        while (!ended())
        {
            while (commands.TryDequeue(out var command))
                Obey(command, lanes);
            random = random * 6364136223846793005UL + 1442695040888963407UL;
            var cycle = (long)(schedule.CycleNanoseconds * (1 + Dither * (2.0 * (random >> 11) / (1UL << 53) - 1)));
            Array.Fill(busyUntil, cycleBegin);
            for (var index = 0; index < schedule.Slots.Count; index++)
            {
                var slot = schedule.Slots[index];
                var cores = schedule.Lanes[slot.Lane].Cores;
                var begin = cycleBegin + (long)(slot.Begin * cycle);
                foreach (var core in cores)
                    begin = Math.Max(begin, busyUntil[core]);
                var end = begin + Math.Max(0, (long)(slot.Length * cycle * lanes[slot.Lane].Pace) + lanes[slot.Lane].Lag);
                foreach (var core in cores)
                    busyUntil[core] = end;
                edges[2 * index] = new(begin, slot.Lane, true);
                edges[2 * index + 1] = new(end, slot.Lane, false);
            }
            Array.Sort(edges, static (one, other) => one.Moment != other.Moment ? one.Moment.CompareTo(other.Moment) : one.On.CompareTo(other.On));
            foreach (var edge in edges)
            {
                MonotonicClock.SleepUntil(edge.Moment);
                lanes[edge.Lane].Edge(edge.On);
            }
            cycleBegin = Math.Max(cycleBegin + cycle, MonotonicClock.Now - 10 * schedule.CycleNanoseconds);
            MonotonicClock.SleepUntil(cycleBegin);
        }
        foreach (var lane in lanes)
            lane.Dispose();
    }

    private static void Obey(string command, LaneState[] lanes)
    {
        var words = command.Split(' ');
        var lane = lanes.First(lane => lane.Lane.Name == words[1]);
        switch (words[0])
        {
            case "open":
                lane.Open();
                break;
            case "gate":
                lane.Gate();
                break;
            case "join":
                lane.Join(int.Parse(words[2], CultureInfo.InvariantCulture));
                break;
            case "pace":
                lane.Pace = double.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "lengthen":
                lane.Lengthen(long.Parse(words[2], CultureInfo.InvariantCulture));
                break;
        }
        Console.WriteLine(command);
    }

    private readonly record struct Edge(long Moment, int Lane, bool On);
}
