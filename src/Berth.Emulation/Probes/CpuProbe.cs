using System.Globalization;
using Berth.Emulation.Posix;
using Berth.Model;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Probes;

/// <summary>
/// The program that measures a node's processor from inside. Commands come as lines on standard input: <c>saturate MILLISECONDS THREADS</c>
/// answers with the processor time used for each nanosecond of the clock, <c>burst MILLISECONDS COUNT</c> with the clock time of each lone burst.
/// </summary>
public static class CpuProbe
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "cpu-probe";

    /// <summary>Several cycles of slots, so that a burst begins anywhere in one.</summary>
    private const int LongestPause = 40_000_000;

    /// <summary>Runs until standard input ends.</summary>
    public static int Main()
    {
        RealTimeThread.BindToParent();
        var random = new RandomStream(Environment.ProcessId, "cpu-probe");
        Burn(2_000_000);
        Console.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            var first = long.Parse(words[1], CultureInfo.InvariantCulture);
            var second = int.Parse(words[2], CultureInfo.InvariantCulture);
            Console.WriteLine(words[0] == "saturate"
                ? Saturate(first * 1_000_000, second).ToString("R", CultureInfo.InvariantCulture)
                : string.Join(' ', Enumerable.Range(0, second).Select(_ => LoneBurst(first * 1_000_000, random))));
        }
        return 0;
    }

    private static double Saturate(long length, int threads)
    {
        using var begin = new Barrier(threads);
        var shares = new double[threads];
        var workers = Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            begin.SignalAndWait();
            var since = MonotonicClock.Now;
            var cpu = ProcessorClock.ThisThread;
            long now;
            while ((now = MonotonicClock.Now) - since < length)
            {
            }
            shares[index] = (ProcessorClock.ThisThread - cpu) / (double)(now - since);
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return shares.Average();
    }

    /// <summary>A burst that is due at a random moment of the cycle, as requests are, and counts from then.</summary>
    private static long LoneBurst(long cpu, RandomStream random)
    {
        var due = MonotonicClock.Now + 1_000_000 + random.NextInt(LongestPause);
        MonotonicClock.SleepUntil(due);
        Burn(cpu);
        return MonotonicClock.Now - due;
    }

    private static void Burn(long cpu)
    {
        var until = ProcessorClock.ThisThread + cpu;
        while (ProcessorClock.ThisThread < until)
        {
        }
    }
}
