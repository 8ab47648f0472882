using System.Globalization;
using System.Net;
using Berth.Workloads.Clock;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

namespace Berth.Serving.Load;

/// <summary>
/// Sends a part of a load. It reads <see cref="LoadSettings"/> as one line of JSON, makes its pictures, rehearses, and writes <c>ready</c>, or <c>error MESSAGE</c> and ends with 3. Then it takes
/// <c>start BEGIN</c> (nanoseconds of CLOCK_MONOTONIC) and <c>stop</c>, writes a <see cref="LoadLine"/> for each request when it is resolved, <c>failure MESSAGE</c> for each of the first few reasons why a
/// connection failed, and <c>end COUNT</c> after the last, and ends with its standard input.
/// </summary>
public static class LoadProgram
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "load-process";

    /// <summary>Runs until the input ends.</summary>
    public static int Main() => NodeProgram.Run((input, output) =>
    {
        var settings = LoadSettings.Parse(input.Read());
        var address = new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port);
        var requests = PreparedRequest.All(settings);
        foreach (var _ in LoadSchedule.Counts(settings))
        {
            // A trace with a mistake is refused now, not in the middle of the load.
        }
        var cost = Rehearsal.Cost(requests[0]);
        using var pool = new ConnectionPool(settings.Method != "HEAD");
        using var lines = new LineWriter(Console.OpenStandardOutput());
        if (settings.Trial)
            output.WriteLine($"trial {cost}");
        output.WriteLine("ready");
        OpenLoad? load = null;
        while (true)
            if (input.Read().Split(' ') is ["start", var begin])
                Start(load = new OpenLoad(address, requests, pool, settings.TimeoutNanoseconds, new LoadReport(lines).Add), settings, long.Parse(begin, CultureInfo.InvariantCulture), lines);
            else
                load?.Stop();
    });

    private static void Start(OpenLoad load, LoadSettings settings, long begin, LineWriter lines) =>
        new Thread(() => lines.Add($"end {load.Run(LoadSchedule.Of(settings), begin)}", now: true)) { IsBackground = true, Name = "schedule" }.Start();
}
