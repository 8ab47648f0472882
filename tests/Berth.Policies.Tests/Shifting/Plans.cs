using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Shifting;

namespace Berth.Policies.Tests.Shifting;

/// <summary>Requests, and what becomes of their schedules.</summary>
internal static class Plans
{
    internal const long Hour = 3_600_000_000_000;

    /// <summary>A request whose times are in hours.</summary>
    internal static ShiftRequest Request(double length, double deadline, double[] intensities, bool interruptible = true, ScalingProfile? profile = null, double now = 0) => new(
        "job", (long)(now * Hour), length * 3600, double.IsInfinity(deadline) ? long.MaxValue : (long)Math.Round(deadline * Hour), interruptible, profile, Hour, new SlotForecast(Hour, intensities));

    internal static ScalingProfile Profile(params (double Throughput, double Watts)[] points) => new([.. points.Select(point => new ScalingPoint(point.Throughput, point.Watts))]);

    internal static double Speedup(ShiftRequest request, int servers) => request.Profile?.Speedup(servers) ?? servers;

    internal static double Watts(ShiftRequest request, int servers) => servers == 0 ? 0 : request.Profile?.Points[servers - 1].Watts ?? servers;

    /// <summary>The segments as they really are: each ends when it says, the last when the job is done. Fails where they are not in order, or too long.</summary>
    internal static List<Segment> Run(ShiftRequest request, Schedule schedule)
    {
        var segments = new List<Segment>();
        var (remaining, last) = (request.Remaining, request.Now);
        Assert.NotEmpty(schedule.Segments);
        Assert.Equal(long.MaxValue, schedule.Segments[^1].End);
        foreach (var segment in schedule.Segments)
        {
            Assert.True(segment.Start >= last, "segments ascend");
            Assert.InRange(segment.Servers, 1, request.Profile?.MaxServers ?? 1);
            Assert.True(remaining > 0, $"work is left for the segment at {segment.Start}");
            var rate = Speedup(request, segment.Servers);
            last = segment.End < long.MaxValue ? segment.End : segment.Start + Math.Max(1, (long)Math.Round(remaining / rate * 1e9));
            Assert.True(last > segment.Start, "segments have a length");
            remaining -= rate * ((last - segment.Start) * 1e-9);
            segments.Add(segment with { End = last });
        }
        Assert.InRange(remaining, -1e-6, 1e-6);
        return segments;
    }

    /// <summary>∑ W · g/kWh · h over the segments.</summary>
    internal static double Emissions(ShiftRequest request, Schedule schedule) => Run(request, schedule)
        .Sum(segment => Watts(request, segment.Servers) * request.Forecast.MeanOver(request.Now, segment.Start, segment.End) * (segment.End - segment.Start) / Hour);

    internal static double[] Intensities(RandomStream random, int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(50 + random.NextDouble() * 500))];
}
