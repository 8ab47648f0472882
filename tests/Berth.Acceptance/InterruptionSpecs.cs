using System.Diagnostics;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class InterruptionSpecs(ITestOutputHelper output) : Specs
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("Ctrl-C")]
    [InlineData("SIGTERM")]
    public async Task I_can_stop_a_run_and_keep_what_was_measured(string how)
    {
        NeedRoot();
        var run = Start("run", Write("run.yaml", new ExperimentText { Duration = "2s", Run = "repetitions: 20" }.ToString()));
        await run.Says("repetition 2 of 20", Patience);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var result = await Stop(run, how);
        result.Exits(1).Says("interrupted").Says("Report: ");
        await NothingIsLeft();
        var folder = RunRecords.OnlyFolder(Path.Combine(Folder, "runs"));
        Assert.True(new FileInfo(Path.Combine(folder, "report.html")).Length > 10_000);
        using var records = new RunRecords(folder);
        Assert.Equal(20, records.Count("measured", "deployment = 1 and outcome = 'completed'"));
        Assert.InRange(records.Count("measured", "deployment = 2 and outcome = 'completed'"), 1, 19);
        Assert.Equal(1, records.Count("deployments", "failure = 'interrupted'"));
        Assert.True(records.Count("events", "kind = 'interrupted'") > 0);
    }

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("building", "100ms")]
    [InlineData("calibrating", "100ms")]
    [InlineData("measuring throughput", "20ms")]
    public async Task I_can_stop_a_run_before_it_has_measured_anything(string step, string latency)
    {
        NeedRoot();
        var run = Start("run", Write("run.yaml", new ExperimentText { SelfCheck = "report", Link = $"latency: {latency}, rate: 50Mbit/s" }.ToString()));
        await run.Says(step, Patience);
        (await Stop(run, "Ctrl-C")).Exits(1).Says("interrupted");
        await NothingIsLeft();
    }

    private async Task<Result> Stop(RunningBerth run, string how)
    {
        var since = Stopwatch.StartNew();
        if (how == "Ctrl-C")
            Signals.Interrupt(run.Pid);
        else
            Signals.Terminate(run.Pid);
        var result = await run.End(Patience);
        output.WriteLine($"ended {since.Elapsed.TotalSeconds:0.00} s after {how}");
        Assert.True(since.Elapsed < Promise, $"took {since.Elapsed.TotalSeconds:0.00} s\n{result.Text}");
        return result;
    }
}
