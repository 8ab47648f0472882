using Berth.Model.Jobs;
using Berth.Records.Formats.Generators;

namespace Berth.Records.Tests.Formats;

public sealed class GeneratorTests
{
    private static List<Job> Generate(string pattern, string mix, double rate, int count, long seed = 7, double scale = 1) =>
        [.. JobGenerators.Generate(new(pattern, mix, new(rate), count, scale), seed, "jobs")];

    /// <summary>How many arrive in each window.</summary>
    private static double[] Counts(IReadOnlyList<Job> jobs, double window, int windows)
    {
        var counts = new double[windows];
        foreach (var job in jobs)
            if ((int)(job.Arrival.Seconds / window) is var index && index < windows)
                counts[index]++;
        return counts;
    }

    private static double Variance(double[] values) => values.Average(value => Math.Pow(value - values.Average(), 2));

    [Fact]
    public void One_seed_gives_the_same_jobs_and_another_gives_others()
    {
        Assert.Equal(Generate("bursts", "mixed", 1, 1000), Generate("bursts", "mixed", 1, 1000));
        Assert.NotEqual(Generate("bursts", "mixed", 1, 1000), Generate("bursts", "mixed", 1, 1000, seed: 8));
        Assert.Equal(Generate("poisson", "tiny", 1, 100).Select(job => job.Arrival), Generate("poisson", "batch", 1, 100).Select(job => job.Arrival));
    }

    [Theory]
    [InlineData("poisson")]
    [InlineData("bursts")]
    [InlineData("diurnal")]
    public void Every_pattern_has_the_rate_that_was_asked_for_and_never_goes_back(string pattern)
    {
        var jobs = Generate(pattern, "tiny", 0.5, 172_800);
        // Four whole days, ± 5 standard deviations of the burstiest, whose variance is 19 times its mean.
        Assert.InRange(jobs[^1].Arrival.Seconds, 345_600 * 0.947, 345_600 * 1.053);
        Assert.Equal(jobs.OrderBy(job => job.Arrival.Seconds), jobs);
    }

    [Fact]
    public void Poisson_counts_have_the_variance_of_their_mean_and_bursts_nineteen_times_that()
    {
        var poisson = Counts(Generate("poisson", "tiny", 1, 200_000), 100, 1900);
        Assert.InRange(Variance(poisson) / poisson.Average(), 0.85, 1.15);
        // Compound Poisson: E[N²] / E[N] of a geometric N with mean 10 is 19.
        var bursts = Counts(Generate("bursts", "tiny", 1, 200_000), 100, 1800);
        Assert.InRange(Variance(bursts) / bursts.Average(), 15, 23);
    }

    [Fact]
    public void A_day_has_its_low_at_midnight_and_its_high_at_noon()
    {
        var hours = new double[24];
        foreach (var job in Generate("diurnal", "tiny", 1, 86_400 * 5))
            hours[(int)(job.Arrival.Seconds / 3600) % 24]++;
        for (var hour = 0; hour < 24; hour++)
            Assert.InRange(hours[hour] / (3600 * 5), 1 - 0.8 * Math.Cos(2 * Math.PI * (hour + 0.5) / 24) - 0.06, 1 - 0.8 * Math.Cos(2 * Math.PI * (hour + 0.5) / 24) + 0.06);
    }

    [Fact]
    public void The_mix_has_four_kinds_with_equal_chances_and_their_ranges()
    {
        var jobs = Generate("poisson", "mixed", 1, 40_000);
        foreach (var (kind, cores, gibibytes, seconds) in new[]
        {
            ("tiny", (1, 1), (1, 1), (30, 59)), ("batch", (4, 8), (4, 16), (300, 600)),
            ("memory", (2, 2), (16, 32), (120, 180)), ("periodic", (8, 16), (8, 12), (200, 400)),
        })
        {
            var those = jobs.Where(job => job.Class == kind).ToList();
            Assert.InRange(those.Count, 9_600, 10_400);
            Assert.Equal(cores, (those.Min(job => (int)job.Cpu.Cores), those.Max(job => (int)job.Cpu.Cores)));
            Assert.Equal(gibibytes, (those.Min(job => (int)(job.Memory.Bytes / (1 << 30))), those.Max(job => (int)(job.Memory.Bytes / (1 << 30)))));
            Assert.Equal(seconds, (those.Min(job => (int)job.Length.Seconds), those.Max(job => (int)job.Length.Seconds)));
        }
    }

    [Fact]
    public void Every_mix_can_be_drawn_and_lengths_scale()
    {
        foreach (var mix in JobGenerators.Mixes)
            Assert.Equal(
                Generate("poisson", mix, 1, 50).Select(job => job.Length.Seconds * 3),
                Generate("poisson", mix, 1, 50, scale: 3).Select(job => job.Length.Seconds));
    }

    [Fact]
    public void Unknown_names_are_refused_with_a_suggestion()
    {
        Assert.Contains("did you mean 'poisson'?", Assert.Throws<ArgumentException>(() => Generate("poison", "tiny", 1, 1)).Message);
        Assert.Contains("did you mean 'batch'?", Assert.Throws<ArgumentException>(() => Generate("poisson", "batsh", 1, 1)).Message);
    }
}
