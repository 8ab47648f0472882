using System.Globalization;
using Berth.Accounting;
using Berth.Learning.Forecasts;
using Berth.Policies;
using Berth.Policies.Shifting;

namespace Berth.Learning.Tests.Gaia;

/// <summary>
/// The simulator of GAIA (Hanafy et al., ASPLOS 2024) on the same jobs and the same hourly means of Germany, 1 W a core, any number of cores at once: jobs below two
/// hours may wait six hours, others a day, and the trace starts at 2020-08-24 16:00. It reports 1039.0, 887.9, 862.1 and 811.3 (kg at 1 kW a core).
/// </summary>
public sealed class GaiaTests
{
    private static readonly DateTime Start = new(2020, 8, 24, 16, 0, 0);

    [Fact]
    public void Starting_now_emits_what_GAIA_says() => Assert.Equal(1039.0, Emissions("now"), 0.05);

    [Theory]
    [InlineData("lowest-slot", 887.9)]
    [InlineData("wait-awhile", 811.3)]
    public void Policies_emit_what_GAIA_says(string policy, double expected) => Assert.Equal(expected, Emissions(policy), 0.05);

    /// <summary>GAIA does not know how long a job runs: it takes the mean of its queue, and only tries starts whole hours after the arrival.</summary>
    [Fact]
    public void The_lowest_window_of_the_queues_mean_length_emits_what_GAIA_says() => Assert.Equal(862.1, Emissions("lowest-window", knowsLength: false), 0.05);

    [Fact]
    public void Knowing_the_length_saves_more() => Assert.Equal(832.7, Emissions("lowest-window"), 0.05);

    [Theory]
    [InlineData("persistence")]
    [InlineData("seasonal-naive")]
    [InlineData("seasonal-model")]
    public void A_forecast_saves_less_than_the_truth(string forecast)
    {
        foreach (var policy in new[] { "lowest-slot", "lowest-window", "wait-awhile" })
            Assert.InRange(Emissions(policy, forecast), Emissions(policy), 1039.0 * 1.02);
    }

    private static double Emissions(string name, string forecastName = "perfect", bool knowsLength = true)
    {
        var series = RealData.Hourly("de_2020.csv", Start);
        var forecast = CarbonForecasts.Make(forecastName, series);
        var policy = ShiftingPolicies.Get(name);
        var jobs = Jobs();
        var means = jobs.GroupBy(job => job.Length < 7200).ToDictionary(queue => queue.Key, queue => queue.Average(job => job.Length));
        return jobs.Sum(job =>
        {
            var planned = knowsLength ? job.Length : means[job.Length < 7200];
            var wait = job.Length < 7200 ? 6 : 24;
            var arrival = (long)(job.Arrival * 1e9);
            var schedule = policy.Plan(new("job", arrival, planned, arrival + (long)(planned * 1e9) + wait * RealData.Hour, true, null, RealData.Hour, forecast));
            return job.Cores * GramHours(series, schedule, (long)(job.Length * 1e9));
        }) / 1000;
    }

    private static double GramHours(CarbonIntensitySeries series, Schedule schedule, long length)
    {
        var sum = 0.0;
        foreach (var segment in schedule.Segments)
        {
            var part = segment.End == long.MaxValue ? length : segment.End - segment.Start;
            sum += series.MeanOver(segment.Start, part).GramsPerKilowattHour * part / RealData.Hour;
            length -= part;
        }
        return sum;
    }

    /// <summary>GAIA counts in steps of five seconds.</summary>
    private static double Cut(string seconds) => Math.Floor(double.Parse(seconds, CultureInfo.InvariantCulture) / 5) * 5;

    private static List<(double Arrival, double Length, int Cores)> Jobs() =>
        [.. File.ReadLines(RealData.Path("jobs", "pai_1k.csv")).Skip(1).Select(line => line.Split(','))
            .Select(row => (Cut(row[0]), Cut(row[1]), int.Parse(row[2], CultureInfo.InvariantCulture)))];
}
