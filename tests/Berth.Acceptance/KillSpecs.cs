using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class KillSpecs(ITestOutputHelper output) : Specs
{
    private const int Seed = 2;
    private const double Earliest = 0.1, Latest = 5.5;

    [Fact(Timeout = 900 * Seconds)]
    [Trait("Speed", "Long")]
    public Task I_can_kill_a_run_at_some_moments_and_the_next_command_leaves_nothing_of_it() => KillAt(2);

    [Fact(Timeout = 900 * Seconds)]
    [Trait("Speed", "Slow")]
    public Task I_can_kill_a_run_at_any_moment_and_the_next_command_leaves_nothing_of_it() => KillAt(20);

    private async Task KillAt(int moments)
    {
        NeedRoot();
        // Half of the runs are killed in their self-check, half in what follows it.
        var checking = Write("checking.yaml", new ExperimentText { SelfCheck = "report" }.ToString());
        var running = Write("running.yaml", new ExperimentText { Workload = "transport: mqtt", Run = "repetitions: 5" }.ToString());
        var random = new Random(Seed);
        for (var moment = 0; moment < moments; moment++)
        {
            var delay = TimeSpan.FromSeconds(Earliest + random.NextDouble() * (Latest - Earliest));
            var run = Start("run", moment % 2 == 0 ? checking : running);
            await Task.Delay(delay);
            run.Kill();
            var down = (await Berth("down")).Exits(0);
            output.WriteLine($"after {delay.TotalSeconds:0.00} s: {down.Output.Count(letter => letter == '\n')} lines, {run.LastError}");
            await NothingIsLeft();
        }
        (await Berth("run", running, "--runs", "after", "--json")).Exits(0);
    }

    [Fact(Timeout = 900 * Seconds)]
    public async Task I_can_kill_a_run_and_the_next_run_clears_up_after_it()
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText { Workload = "transport: mqtt", Run = "repetitions: 5" }.ToString());
        var killed = Start("run", file);
        await killed.Says("repetition 2 of 5", Patience);
        killed.Kill();
        (await Berth("run", file, "--json")).Exits(0);
        await NothingIsLeft();
        // What had been measured can still be reported.
        var folder = Directory.GetDirectories(Path.Combine(Folder, "runs")).Order(StringComparer.Ordinal).First();
        (await Berth("report", folder)).Exits(0);
    }

    [Fact(Timeout = 900 * Seconds)]
    [Trait("Speed", "Long")]
    public async Task I_can_kill_a_run_that_another_waits_for()
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText { Duration = "20s" }.ToString());
        var first = Start("run", file);
        await first.Says("repetition 1 of 1", Patience);
        var second = Start("run", Write("next.yaml", new ExperimentText().ToString()), "--runs", "next");
        await second.Says("waiting for another run on this machine to end", Patience);
        first.Kill();
        (await second.End(Patience)).Exits(0);
    }

    [Fact(Timeout = 900 * Seconds)]
    public async Task I_can_clean_up_while_another_run_goes_on()
    {
        NeedRoot();
        var running = Start("run", Write("run.yaml", new ExperimentText().ToString()), "--json");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.False(running.HasExited);
        Assert.Equal("Nothing was left.\n", (await Berth("down")).Exits(0).Output);
        (await running.End(Patience)).Exits(0);
    }
}
