using System.Diagnostics;
using Berth.Workloads.Clock;
using Berth.Workloads.Programs;
using Berth.Workloads.Serving;

namespace Berth.Workloads.Tests.Serving;

public sealed class NodeAgentTests
{
    [Fact(Timeout = 60_000)]
    public async Task It_starts_programs_relays_their_lines_and_ends_with_its_input()
    {
        using var agent = Start();
        await agent.StandardInput.WriteLineAsync($"start w {WorkerProgram.Verb}");
        await agent.StandardInput.WriteLineAsync("to w " + new WorkerSettings(Model.Transport.Http, "127.0.0.1", 0, Model: "/no/such.onnx").ToLine());
        Assert.StartsWith("out w error there is no model file /no/such.onnx", await Next(agent, "out w "), StringComparison.Ordinal);
        Assert.Equal("gone w 3", await Next(agent, "gone w "));
        agent.StandardInput.Close();
        await agent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, agent.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_starts_servers_with_what_belongs_to_their_verb()
    {
        using var agent = Start();
        await agent.StandardInput.WriteLineAsync("start w work pi --port 0");
        Assert.StartsWith("out w ready http://127.0.0.1:", await Next(agent, "out w "), StringComparison.Ordinal);
        await agent.StandardInput.WriteLineAsync("kill w");
        Assert.Equal("gone w 137", await Next(agent, "gone w "));
        agent.StandardInput.Close();
        await agent.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_tells_its_clock_and_what_its_container_used()
    {
        using var agent = Start();
        var before = MonotonicClock.Now;
        await agent.StandardInput.WriteLineAsync("clock 7");
        Assert.InRange(long.Parse((await Next(agent, "clock 7 ")).Split(' ')[2]), before, MonotonicClock.Now);
        await agent.StandardInput.WriteLineAsync("use 8");
        Assert.Equal(5, (await Next(agent, "use 8 ")).Split(' ').Length);
        agent.StandardInput.Close();
        await agent.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_starts_nothing_but_programs_of_nodes()
    {
        using var agent = Start();
        await agent.StandardInput.WriteLineAsync("start x run");
        await agent.StandardInput.WriteLineAsync("clock 1");
        Assert.StartsWith("clock 1 ", await Next(agent, ""), StringComparison.Ordinal);
        agent.StandardInput.Close();
        await agent.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static Process Start()
    {
        var command = BerthProgram.Command(NodeAgent.Verb);
        return Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    private static async Task<string> Next(Process agent, string beginning)
    {
        while (await agent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        throw new InvalidOperationException("the agent ended");
    }
}
