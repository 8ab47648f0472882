using System.Globalization;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class CompareSpecs : Specs
{
    private const int Repetitions = 3;

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_compare_policies()
    {
        var run = (await Berth("compare", Experiment(200, Repetitions), "--json")).Exits(0);
        var rows = Kpis();
        Assert.Equal(3 * 2 * Repetitions, rows.Count);
        Assert.All(rows, row => Assert.Equal("200", row["completed"]));
        var (first, carbon) = (Of(rows, "first-fit"), Of(rows, "carbon-aware"));
        var differences = first.Zip(carbon, (one, other) => 100 * (Number(other, "carbonGrams") / Number(one, "carbonGrams") - 1)).ToList();
        var figure = run.Json.GetProperty("jobs").EnumerateArray().Single(row => row.GetProperty("label").GetString() == "carbon-aware · now").GetProperty("figures").GetProperty("carbonGrams");
        // Of each repetition, on the same jobs, and only then the mean.
        Assert.Equal(differences.Average(), figure.GetProperty("differencePercent").GetDouble(), 1e-6);
        Assert.InRange(differences.Average(), -90, -10);
        Assert.True(figure.GetProperty("differenceLowPercent").GetDouble() < differences.Average());
        Assert.True(figure.GetProperty("gapPercent").GetDouble() > 0);
    }

    [Fact(Timeout = 180 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_can_interrupt_a_comparison_and_go_on()
    {
        const int repetitions = 20, cases = 3 * 2 * repetitions;
        var file = Experiment(3000, repetitions);
        var run = Start("compare", file);
        await run.Says("repetition 2,", Patience);
        Signals.Interrupt(run.Pid);
        (await run.End(Patience)).Exits(1).Says("The same command goes on");
        var folder = RunRecords.OnlyFolder(Path.Combine(Folder, "runs"));
        var finished = Cases(folder);
        Assert.InRange(finished.Count, 1, cases - 1);

        (await Berth("compare", file)).Exits(0).Says("going on with").Says("Report: ");
        Assert.Equal(folder, RunRecords.OnlyFolder(Path.Combine(Folder, "runs")));
        var all = Cases(folder);
        Assert.Equal(cases, all.Count);
        Assert.All(finished, one => Assert.Equal(one.Value, all[one.Key]));
        Assert.Equal(cases, Kpis().Count);
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_get_a_new_comparison_once_the_last_is_done()
    {
        var file = Experiment(20, 1);
        (await Berth("compare", file)).Exits(0);
        (await Berth("compare", file)).Exits(0);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(Folder, "runs")).Length);
    }

    /// <summary>docs/results/shifting.md. GAIA (Hanafy et al., ASPLOS 2024) finds 1039.0, 887.9 and 811.3 with steps of five seconds; 832.7 is its lowest window, knowing the lengths.</summary>
    [Fact(Timeout = 120 * Seconds)]
    public async Task I_find_what_shifting_saves_on_a_week_of_real_jobs()
    {
        var data = Path.Combine(Repository.Root, "..", "shared", "data");
        var (jobs, grid) = (Path.Combine(data, "jobs", "pai_1k.csv"), Path.GetFullPath(Path.Combine(data, "carbon", "de_2020.csv")));
        Assert.SkipUnless(File.Exists(jobs) && File.Exists(grid), "the real traces are not there");
        var lines = await File.ReadAllLinesAsync(jobs);
        Write("short.csv", string.Join('\n', lines.Where((line, index) => index == 0 || IsShort(line))));
        Write("long.csv", string.Join('\n', lines.Where((line, index) => index == 0 || !IsShort(line))));
        (await Berth("compare", Write("shifting.yaml", $$"""
            name: shifting
            continuum:
              sites:
                germany: { tier: cloud, cpu: 10000, memory: 1Ti, power: { idle: 0W, peak: 10MW }, carbon: { trace: {{grid}}, start: 2020-08-24T16:00, step: 1h } }
            jobs:
              short: { trace: { file: short.csv, format: arrivals }, slack: 6h, interruptible: true }
              long:  { trace: { file: long.csv, format: arrivals }, slack: 24h, interruptible: true }
            compare:
              placement: [first-fit]
              shifting: [now, lowest-slot, lowest-window, wait-awhile]
              forecast: [perfect, seasonal-model, persistence]
            run: { world: simulation }
            """))).Exits(0);
        var kilograms = Kpis().ToDictionary(row => $"{row["shifting"]} {row["forecast"]}", row => Number(row, "carbonGrams") / 1000);
        Assert.Equal(1039.0, kilograms["now perfect"], 0.5);
        Assert.Equal(887.9, kilograms["lowest-slot perfect"], 0.5);
        Assert.Equal(832.7, kilograms["lowest-window perfect"], 0.5);
        Assert.Equal(811.3, kilograms["wait-awhile perfect"], 0.5);
        foreach (var policy in (string[])["lowest-slot", "lowest-window", "wait-awhile"])
        {
            Assert.InRange(kilograms[policy + " seasonal-model"], kilograms[policy + " perfect"], kilograms["now perfect"]);
            Assert.Equal(kilograms["now perfect"], kilograms[policy + " persistence"], 1e-6);
        }

        static bool IsShort(string line) => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) < 7200;
    }

    private string Experiment(int jobs, int repetitions) => Write("compare.yaml", $$"""
        name: comparison
        seed: 7
        continuum:
          sites:
            dirty: { tier: cloud, nodes: 4, cpu: 32, memory: 128Gi, power: { idle: 110W, peak: 420W }, sleep: 8W, carbon: { intensity: 400g/kWh, wave: { amplitude: 100g/kWh } } }
            green: { tier: cloud, nodes: 2, cpu: 32, memory: 128Gi, power: { idle: 110W, peak: 420W }, sleep: 8W, carbon: { intensity: 60g/kWh } }
        jobs:
          batch: { generate: { mix: mixed, rate: 0.006/s, count: {{jobs}}, scale: 10 }, slack: 24h }
        compare:
          placement: [first-fit, best-fit, carbon-aware]
          shifting: [now, lowest-window]
        run: { world: simulation, repetitions: {{repetitions}} }
        """);

    private List<Dictionary<string, string>> Kpis()
    {
        var lines = File.ReadAllLines(Path.Combine(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")), "csv", "kpis.csv"));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static List<Dictionary<string, string>> Of(List<Dictionary<string, string>> rows, string placement) =>
        [.. rows.Where(row => row["placement"] == placement && row["shifting"] == "now").OrderBy(row => int.Parse(row["repetition"], CultureInfo.InvariantCulture))];

    private static double Number(Dictionary<string, string> row, string name) => double.Parse(row[name], CultureInfo.InvariantCulture);

    private static Dictionary<string, DateTime> Cases(string folder) =>
        Directory.GetFiles(Path.Combine(folder, "cases"), "*.json").ToDictionary(file => Path.GetFileName(file), File.GetLastWriteTimeUtc);
}
