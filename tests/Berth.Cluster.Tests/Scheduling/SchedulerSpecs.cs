using System.Text.Json.Nodes;
using Berth.Cluster.Access;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Scheduling;

public abstract class SchedulerSpecs : ClusterSpecs
{
    /// <summary>Every test has a scheduler of its own name, so that none binds the pods of another.</summary>
    private string Name => $"berth-{Space}";

    private RunningScheduler Start(ObjectKey? lease = null, string identity = "one") => new(Client.Access, Name, lease, identity);

    private async Task<IReadOnlyList<Pod>> PodsAsync() => (await Api.Pods.ListAsync(new(Space), Cancellation)).Items;

    private Task AllBoundAsync(int count) => Eventually.HoldsAsync($"{count} pods are bound", async () => (await PodsAsync()).Count(pod => pod.Spec.NodeName is not null) == count);

    [Fact]
    public async Task Binds_pods_and_says_why_on_them()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await using var scheduler = Start();
        for (var each = 0; each < 4; each++)
            await PodAsync($"pod-{each}", scheduler: Name);
        await AllBoundAsync(4);
        var pods = await PodsAsync();
        Assert.Equal([2, 2], ((string[])[a, b]).Select(node => pods.Count(pod => pod.Spec.NodeName == node)));
        var note = JsonNode.Parse(pods[0].Metadata.Annotation("berth/decision")!)!;
        Assert.Equal((pods[0].Spec.NodeName, "least-allocated"), ((string?)note["node"], (string?)note["policy"]));
        Assert.NotEmpty((string)note["reason"]!);
    }

    [Fact]
    public async Task A_pod_without_a_place_has_a_condition_and_an_event_and_is_bound_when_there_is_one()
    {
        await NodeAsync("small", cpu: "1");
        await using var scheduler = Start();
        await PodAsync("big", cpu: "2", scheduler: Name);
        await Eventually.HoldsAsync("the condition says why", async () =>
            (await Api.Pods.GetAsync(Space, "big", Cancellation)).Status?.Conditions?.FirstOrDefault(condition => condition.Type == "PodScheduled") is { Status: "False", Reason: "Unschedulable" } condition
            && condition.Message!.Contains("have too few cores", StringComparison.Ordinal));
        await Eventually.HoldsAsync("an event says why", async () => (await Api.Events.ListAsync(new(Space), Cancellation)).Items.Any(each => each is { Reason: "FailedScheduling", InvolvedObject.Name: "big" }));
        var large = await NodeAsync("large");
        await AllBoundAsync(1);
        Assert.Equal(large, (await Api.Pods.GetAsync(Space, "big", Cancellation)).Spec.NodeName);
    }

    [Fact]
    public async Task Pods_of_other_schedulers_are_left_alone_but_counted()
    {
        var (a, b) = (await NodeAsync("a"), await NodeAsync("b"));
        await PodAsync("theirs", cpu: "3", scheduler: "nobody");
        await Api.Pods.PostPartAsync(Space, "theirs", "binding", new Binding { Metadata = new() { Name = "theirs", Namespace = Space }, Target = new() { ApiVersion = "v1", Kind = "Node", Name = a } }, Cancellation);
        await PodAsync("unbound", scheduler: "nobody");
        await using var scheduler = Start();
        await PodAsync("ours", cpu: "2", scheduler: Name);
        await AllBoundAsync(2);
        Assert.Equal(b, (await Api.Pods.GetAsync(Space, "ours", Cancellation)).Spec.NodeName);
        Assert.Null((await Api.Pods.GetAsync(Space, "unbound", Cancellation)).Spec.NodeName);
    }

    [Fact]
    public async Task One_of_two_acts_and_the_other_takes_over()
    {
        await NodeAsync("a");
        var lease = new ObjectKey(Space, "scheduler");
        var first = Start(lease, "first");
        await Eventually.HoldsAsync("the first leads", () => first.IsLeader);
        await using var second = Start(lease, "second");
        await PodAsync("one", scheduler: Name);
        await Eventually.HoldsAsync("the first knows that it is bound", () => first.Bindings.Count == 1);
        await first.DisposeAsync();
        await PodAsync("two", scheduler: Name);
        await Eventually.HoldsAsync("the second knows that it is bound", () => second.Bindings.Count == 1);
        Assert.Equal(["one"], first.Bindings.Select(each => each.Pod.Name));
        Assert.Equal(["two"], second.Bindings.Select(each => each.Pod.Name));
    }

    [Fact]
    public async Task Ended_at_any_moment_it_loses_no_pod_and_binds_none_twice()
    {
        for (var node = 0; node < 5; node++)
            await NodeAsync($"n{node}", cpu: "8");
        var random = new Model.RandomStream(5, "ends");
        List<RunningScheduler> all = [];
        for (var pod = 0; pod < 40; pod++)
        {
            await PodAsync($"pod-{pod}", scheduler: Name);
            if (pod % 5 == 0)
            {
                if (all.Count > 0)
                    await all[^1].DisposeAsync();
                all.Add(Start());
                await Task.Delay(random.NextInt(30), Cancellation);
            }
        }
        await AllBoundAsync(40);
        await all[^1].DisposeAsync();
        var told = all.SelectMany(scheduler => scheduler.Bindings).GroupBy(each => each.Pod).ToDictionary(group => group.Key, group => group.Select(each => each.Note.Node).Distinct().ToList());
        foreach (var pod in await PodsAsync())
            Assert.True(!told.TryGetValue(ObjectKey.Of(pod), out var nodes) || nodes.SequenceEqual([pod.Spec.NodeName!]));
        Assert.All((await PodsAsync()).GroupBy(pod => pod.Spec.NodeName), node => Assert.True(node.Count() <= 8));
    }
}

public sealed class SchedulerOnStandIn : SchedulerSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => OpenStandInAsync();

    [Fact]
    public async Task A_server_that_is_away_for_a_while_changes_nothing_in_the_end()
    {
        await NodeAsync("a");
        await using var scheduler = new RunningScheduler(Client.Access, "berth");
        await PodAsync("before");
        await Eventually.HoldsAsync("the first is bound", () => scheduler.Bindings.Count == 1);
        await Server!.DownAsync();
        await Server.UpAsync();
        await PodAsync("after");
        await Eventually.HoldsAsync("the second is bound", () => scheduler.Bindings.Count == 2);
        Assert.False(scheduler.Running.IsCompleted);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_after()
    {
        await NodeAsync("a");
        var lost = 1;
        Server!.Fault = context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/binding", StringComparison.Ordinal) || Interlocked.Decrement(ref lost) != 0)
                return null;
            // It is bound, and the answer says nothing of it.
            Server.Store.Put("pods", Space, "one", before => StandInChange.Bind(before, new() { ["target"] = new JsonObject { ["name"] = $"{Space}-a" } }, "one"), out _);
            return new(500, "InternalError", "etcdserver: request timed out");
        };
        await using var scheduler = new RunningScheduler(Client.Access, "berth");
        await PodAsync("one");
        await Eventually.HoldsAsync("it is known to be bound", () => scheduler.Bindings.Count == 1);
        Assert.Equal($"{Space}-a", Assert.Single(scheduler.Bindings).Note.Node);
    }

    [Fact]
    public async Task A_pod_that_could_not_be_bound_is_asked_about_again()
    {
        await NodeAsync("a");
        var refusals = 1;
        Server!.Fault = context => context.Request.Path.Value!.EndsWith("/binding", StringComparison.Ordinal) && Interlocked.Decrement(ref refusals) == 0 ? new(500, "InternalError", "no") : null;
        await using var scheduler = new RunningScheduler(Client.Access, "berth");
        await PodAsync("one");
        await Eventually.HoldsAsync("it is bound after its back-off", () => scheduler.Bindings.Count == 1);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_stops_nothing_elsewhere()
    {
        await NodeAsync("a");
        Server!.Fault = context => context.Request.Path.Value!.EndsWith("/ending/binding", StringComparison.Ordinal)
            ? new(403, "Forbidden", "pods \"ending\" is forbidden: unable to create new content in namespace x because it is being terminated") : null;
        await using var scheduler = new RunningScheduler(Client.Access, "berth");
        await PodAsync("ending");
        await PodAsync("other");
        await Eventually.HoldsAsync("the other is bound", () => scheduler.Bindings.Any(each => each.Pod.Name == "other"));
        await Eventually.HoldsAsync("it says what stops the first", () => scheduler.Sayings.Any(each => each.Contains("because it is being terminated", StringComparison.Ordinal)));
        Assert.False(scheduler.Running.IsCompleted);
    }

    [Fact]
    public async Task Bindings_that_are_forbidden_end_it_with_a_word_about_it()
    {
        await NodeAsync("a");
        Server!.Fault = context => context.Request.Path.Value!.EndsWith("/binding", StringComparison.Ordinal) ? new(403, "Forbidden", "cannot create resource pods/binding") : null;
        await using var scheduler = new RunningScheduler(Client.Access, "berth");
        await PodAsync("one");
        Assert.Contains("pods/binding", (await Assert.ThrowsAsync<ApiException>(() => scheduler.Running)).Message, StringComparison.Ordinal);
    }
}

public sealed class SchedulerOnRealServer(RealCluster cluster) : SchedulerSpecs
{
    private protected override Task<ClusterAccess> OpenAsync() => cluster.AccessAsync();
}
