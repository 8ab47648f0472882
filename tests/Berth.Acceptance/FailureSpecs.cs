using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

/// <summary>Things break while a run goes on: a clear message, counted losses, the right exit code, no hang.</summary>
public sealed class FailureSpecs(ITestOutputHelper output) : Specs
{

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("worker", "http", "berth.dll work")]
    [InlineData("worker", "mqtt", "berth.dll work")]
    [InlineData("source", "http", "berth.dll source")]
    [InlineData("broker", "mqtt", "mosquitto -c")]
    [Trait("Speed", "Long")]
    public async Task I_am_told_when_a_process_dies(string role, string transport, string word)
    {
        NeedRoot();
        var run = Start("run", Write("run.yaml", new ExperimentText { Duration = "2s", Workload = $"timeout: 500ms, transport: {transport}" }.ToString()));
        await run.Says("repetition 1 of 1", Patience);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Signals.Kill(Assert.Single(ProcessesWith(word)));
        var result = (await run.End(Patience)).Exits(1);
        output.WriteLine(result.Output);
        result.Says("failure: ").Says($"the {role} on ").Says("ended during the run (killed by signal 9)");
        await NothingIsLeft();
        using var records = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")));
        Assert.True(records.Count("measured", "outcome = 'completed'") > 3);
        Assert.Equal(1, records.Count("events", "kind = 'failure'"));
        if (role != "source")
        {
            Assert.Equal(20, records.Count("measured"));
            Assert.True(records.Count("measured", "outcome <> 'completed'") > 3);
        }
    }

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_can_cut_a_link_and_see_the_losses()
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText
        {
            Duration = "2s",
            Workload = "slo: { p99: 400ms, require: all }, timeout: 500ms",
            Link = "latency: 5ms, rate: 50Mbit/s, changes: { at 500ms: down, at 1300ms: up }",
            Run = "repetitions: 2",
        }.ToString());
        (await Berth("run", file)).Exits(1).Says("not every placement meets p99");
        await NothingIsLeft();
        using var records = new RunRecords(RunRecords.OnlyFolder(Path.Combine(Folder, "runs")));
        Assert.Equal(40, records.Count("measured"));
        for (var deployment = 1; deployment <= 2; deployment++)
        {
            var before = $"deployment = {deployment} and scheduled_ns - (select start_ns from deployments d where d.deployment = measured.deployment) < 400000000";
            Assert.Equal(records.Count("measured", before), records.Count("measured", before + " and outcome = 'completed'"));
            Assert.InRange(records.Count("measured", $"deployment = {deployment} and outcome = 'timed_out'"), 3, 16);
        }
        Assert.True(records.Count("link_flows", "dropped_down_packets > 0") > 0);
    }

    [Fact(Timeout = 240 * Seconds)]
    public async Task I_am_told_when_a_node_has_too_little_memory_for_the_work()
    {
        NeedRoot();
        var file = Write("run.yaml", new ExperimentText().ToString().Replace("share: 0.5, memory: 1Gi", "share: 0.5, memory: 64Mi", StringComparison.Ordinal));
        (await Berth("run", file)).Exits(1).Says("failure: ").Says("edge-1").Says("memory");
    }

    [Theory(Timeout = 240 * Seconds)]
    [InlineData("link-router", "links")]
    [InlineData("cpu-slots", "processors")]
    [Trait("Speed", "Long")]
    public async Task I_am_told_when_a_process_of_the_emulation_itself_dies(string process, string what)
    {
        NeedRoot();
        var run = Start("run", Write("run.yaml", new ExperimentText { Duration = "2s", Run = "repetitions: 3", Workload = "timeout: 500ms" }.ToString()));
        await run.Says("repetition 1 of 3", Patience);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Signals.Kill(Assert.Single(ProcessesWith($"berth.dll {process}")));
        var result = await run.End(Patience);
        output.WriteLine(result.Text);
        result.Exits(1).Says($"failure: the run was ended: the process that emulates the {what} has ended").Says("Report: ");
    }
}
