using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class KillSpecs(ITestOutputHelper output) : Specs
{
    private const int Seed = 2;
    private const int Moments = 20;
    private const double Earliest = 0.1, Latest = 6;

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_kill_a_run_at_any_moment_and_the_next_command_leaves_nothing_of_it()
    {
        NeedRoot();
        // Half of the runs are killed in their self-check, half in what follows it; two stand at a time, so that each must leave the other alone.
        var checking = Write("checking.yaml", new ExperimentText { SelfCheck = "report" }.ToString());
        var running = Write("running.yaml", new ExperimentText { Workload = "transport: mqtt", Run = "repetitions: 5" }.ToString());
        var random = new Random(Seed);
        for (var moment = 0; moment < Moments; moment += 2)
        {
            var delays = new[] { Delay(random), Delay(random) };
            await Task.WhenAll(KillAfter(delays[0], checking), KillAfter(delays[1], running));
            var down = (await Berth("down")).Exits(0);
            output.WriteLine($"after {delays[0].TotalSeconds:0.00} s and {delays[1].TotalSeconds:0.00} s: {down.Output.Trim().Replace("\n", ", ", StringComparison.Ordinal)}");
            await NothingIsLeft();
        }
        (await Berth("run", running, "--runs", "after", "--json")).Exits(0);
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_kill_a_run_and_the_next_run_clears_up_after_it()
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText { Workload = "transport: mqtt", Run = "repetitions: 5" }.ToString());
        var killed = Start("run", file);
        await killed.Says("repetition 2 of 5", TimeSpan.FromSeconds(60));
        killed.Kill();
        (await Berth("run", file, "--json")).Exits(0);
        await NothingIsLeft();
        // What had been measured can still be reported.
        var folder = Directory.GetDirectories(Path.Combine(Folder, "runs")).Order(StringComparer.Ordinal).First();
        (await Berth("report", folder)).Exits(0);
    }

    [Fact(Timeout = 120 * Seconds)]
    public async Task I_can_clean_up_while_another_run_goes_on()
    {
        NeedRoot();
        var running = Start("run", Write("run.yaml", new ExperimentText().ToString()), "--json");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.False(running.HasExited);
        Assert.Equal("Nothing was left.\n", (await Berth("down")).Exits(0).Output);
        (await running.End(TimeSpan.FromSeconds(60))).Exits(0);
    }

    private async Task KillAfter(TimeSpan delay, string file)
    {
        var run = Start("run", file, "--runs", $"runs-{file}");
        await Task.Delay(delay);
        run.Kill();
    }

    private static TimeSpan Delay(Random random) => TimeSpan.FromSeconds(Earliest + random.NextDouble() * (Latest - Earliest));
}
