using System.Text;
using Berth.Accounting;
using Berth.Learning.Forecasts;
using Berth.Model;
using Berth.Model.Jobs;
using Berth.Policies.Placement;
using Berth.Policies.Shifting;
using Berth.Records.Situations;
using Berth.Simulation.Jobs;

namespace Berth.Simulation.Tests.Jobs;

/// <summary>Every question that policies are asked in a run is kept, and asked again it gets the same answer.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Policies => [.. PlacementPolicies.All.Select(policy => policy.Name).Except([PlacementPolicies.Local, PlacementPolicies.Mist])];

    public static TheoryData<string> Shiftings => [.. ShiftingPolicies.All.Select(policy => policy.Name).Except([ShiftingPolicies.Now])];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_decision_where_is_the_same_when_it_is_asked_again(string policy) => Replay(policy, null, 120);

    [Theory]
    [MemberData(nameof(Shiftings))]
    public void Every_decision_when_is_the_same_when_it_is_asked_again(string shifting) => Replay("best-fit", shifting, 60);

    [Fact]
    public void A_full_file_gets_no_more_lines_and_says_so()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var recorder = new SituationRecorder(path, mostLines: 3))
            {
                Run("best-fit", null, 20, recorder);
                Assert.True(recorder.Overflowed);
            }
            Assert.Equal(3, File.ReadLines(path).Count());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Replay(string policy, string? shifting, int jobs)
    {
        var path = Path.GetTempFileName();
        try
        {
            JobResult watched;
            int lines;
            using (var recorder = new SituationRecorder(path))
            {
                watched = Run(policy, shifting, jobs, recorder);
                lines = recorder.Lines;
                Assert.False(recorder.Overflowed);
            }
            Assert.Equal(watched.Records, Run(policy, shifting, jobs, null).Records);
            Assert.True(lines > 0);
            var kept = File.ReadAllLines(path);
            Assert.Equal(lines, kept.Length);
            foreach (var line in kept)
            {
                var recorded = SituationReader.Read(Encoding.UTF8.GetBytes(line));
                Assert.Equal(line, Encoding.UTF8.GetString(SituationWriter.Write(recorded).Span));
                Assert.True(recorded.Answered);
                Assert.Empty(recorded.Differences(recorded.Decide()));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Three sites with waves of carbon, speeds and graphics processors that differ, failing nodes, and more work than there is room for at times.</summary>
    private static JobResult Run(string policy, string? shifting, int jobs, SituationRecorder? recorder)
    {
        var gpu = new GpuPool(2, "V100", new(300));
        var continuum = Scenario.Continuum(
            Scenario.Site("cloud", 3, 4, intensity: 300, pue: 1.3) with { Gpu = gpu, Price = 0.3 },
            Scenario.Site("edge", 2, 3, share: 0.7) with { Tier = Tier.Edge, Sleep = new(3) },
            Scenario.Site("far", 2, 4.5, peak: 90) with { Power = null });
        // A policy for one tier leaves jobs that are too large for it pending: while nodes come and go the run would wait for ever.
        if (policy is not (PlacementPolicies.Edge or PlacementPolicies.Cloud))
            continuum = continuum with { Failures = [new("edge", null, new(600), new(4 * Scenario.Hour))] };
        var phase = 0;
        var series = continuum.Sites.ToDictionary(site => site.Name, _ => Wave(phase++));
        var forecasts = series.ToDictionary(pair => pair.Key, pair => CarbonForecasts.Make("perfect", pair.Value));
        var setup = new JobSetup(
            continuum, Jobs(jobs), PlacementPolicies.Get(policy), shifting is null ? null : ShiftingPolicies.Get(shifting), site => series[site.Name], site => forecasts[site.Name],
            Seed: 5, Batch: 7, Explain: true);
        return new JobSimulation(recorder is null ? setup : setup with
        {
            Forecast = site => recorder.Listen(setup.Forecast!(site)), AskWhere = recorder.Ask, AskWhen = recorder.Plan,
        }).Run();
    }

    private static CarbonIntensitySeries Wave(int phase) => CarbonIntensitySeries.Steps(
        [.. Enumerable.Range(0, 24 * 30).Select(hour => (hour * 3_600_000_000_000L, new Model.Units.CarbonIntensity(200 + 150 * Math.Sin((hour + 7 * phase) * Math.PI / 12))))]);

    private static IEnumerable<Job> Jobs(int count)
    {
        var random = new RandomStream(3, "jobs");
        var arrival = 0.0;
        for (var number = 0; number < count; number++)
        {
            arrival += random.NextExponential(250);
            var job = Scenario.Job($"job-{number}", arrival, random.NextExponential(1800), 0.25 * (1 + random.NextInt(10)), random.NextInt(3), random.NextInt(4) == 0 ? 20_000 : null);
            yield return job with
            {
                Gpu = random.NextInt(6) switch { 0 => GpuDemand.Whole(1), 1 => new(1, 100 * (1 + random.NextInt(9))), _ => default },
                Constraints = random.NextInt(5) == 0 ? new(["cloud", "edge"], []) : null,
                Interruptible = random.NextInt(2) == 0,
                Elastic = number % 5 == 0 ? new([new(1, 50), new(1.9, 90), new(2.6, 130)]) : null,
            };
        }
    }
}
