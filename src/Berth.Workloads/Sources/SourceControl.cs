using System.Globalization;

namespace Berth.Workloads.Sources;

/// <summary>Carries out the commands of a source.</summary>
/// <param name="load">Makes the loop of one <c>start</c> from the name of its repetition.</param>
/// <param name="clock">Measures how far the worker's clock is ahead, with so many items; null where it could not, and where nobody will ask.</param>
/// <param name="lines">Where <c>end COUNT</c> goes.</param>
internal sealed class SourceControl(Func<string, OpenLoop> load, Func<int, (long Offset, long Bound)?> clock, LineWriter lines)
{
    private OpenLoop? loop;
    private Thread? schedule;

    /// <summary>Starts a schedule on a thread of its own, or stops the one that runs; ignores what is no command.</summary>
    /// <exception cref="FormatException">A moment is no number.</exception>
    internal void Execute(string command)
    {
        var words = command.Split(' ');
        if (words is ["start", var begin, var end, var repetition])
            Start(load(repetition), long.Parse(begin, CultureInfo.InvariantCulture), long.Parse(end, CultureInfo.InvariantCulture));
        else if (words is ["clock", var count])
            lines.Add(clock(int.Parse(count, CultureInfo.InvariantCulture)) is var (offset, bound) ? string.Create(CultureInfo.InvariantCulture, $"clock {offset} {bound}") : "clock unknown", now: true);
        else if (words is ["stop"])
            loop?.Stop();
    }

    /// <summary>Waits for the end of the schedule.</summary>
    internal void Join() => schedule?.Join();

    private void Start(OpenLoop next, long begin, long end)
    {
        loop = next;
        schedule = new Thread(() => lines.Add($"end {next.Run(begin, end)}", now: true)) { IsBackground = true, Name = "schedule" };
        schedule.Start();
    }
}
