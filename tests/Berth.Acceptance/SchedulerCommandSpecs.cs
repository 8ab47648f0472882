using System.Net;
using Berth.Acceptance.Harness;

namespace Berth.Acceptance;

public sealed class SchedulerCommandSpecs : Specs
{
    private void Cluster(string settings) =>
        Write("config", $"current-context: c\ncontexts: [{{name: c, context: {{cluster: c}}}}]\nclusters: [{{name: c, cluster: {{server: 'https://127.0.0.1:1'{settings}}}}}]\n");

    private Task<Result> Scheduler(params string[] arguments) => Berth(["scheduler", "--kubeconfig", "config", .. arguments]);

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_where_a_cluster_was_looked_for() =>
        (await Scheduler()).Exits(3).Says("config is missing; set KUBECONFIG or give --kubeconfig FILE");

    [Fact(Timeout = 60 * Seconds)]
    public async Task I_am_told_which_policy_I_meant()
    {
        Cluster("");
        (await Scheduler("--policy", "carbon-awar")).Exits(2).Says("did you mean 'carbon-aware'?");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task My_cluster_is_never_talked_to_unverified()
    {
        Cluster(", insecure-skip-tls-verify: true");
        (await Scheduler()).Exits(3).Says("a server that is not verified is never talked to");
    }

    [Fact(Timeout = 60 * Seconds)]
    public async Task A_server_that_is_away_is_waited_for_until_I_stop_it()
    {
        Cluster("");
        var scheduler = Start("scheduler", "--kubeconfig", "config", "--lease", "none");
        await scheduler.Says("cannot be watched for now", Patience);
        Signals.Interrupt(scheduler.Pid);
        (await scheduler.End(Patience)).Exits(0);
    }

    [Theory(Timeout = 60 * Seconds)]
    [InlineData("scheduler", "berth_scheduler_leader{policy=\"least-allocated\"} 1")]
    [InlineData("autoscale", "berth_autoscaler_leader 1")]
    public async Task My_orchestrator_can_ask_how_it_is(string verb, string metric)
    {
        Cluster("");
        var program = Start(verb, "--kubeconfig", "config", "--lease", "none", "--health", "127.0.0.1:0");
        await program.Says("health at ", Patience);
        using var http = new HttpClient { BaseAddress = new(program.LineWith("health at ").Split(' ')[^1]) };
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        Assert.Contains(metric, await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
        // It does not know the cluster yet.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode);
        Signals.Interrupt(program.Pid);
        (await program.End(Patience)).Exits(0);
        (await Berth(verb, "--kubeconfig", "config", "--health", "here")).Exits(2).Says("--health here is no address such as 0.0.0.0:8081");
    }
}
