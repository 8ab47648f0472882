using System.Diagnostics;
using Berth.Serving.Tests.Harness;

namespace Berth.Serving.Tests.Running;

/// <summary>What becomes of requests that cannot be served in time.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task A_full_queue_refuses_and_says_when_to_come_again()
    {
        using var replica = new Replica { Gate = new() };
        using var running = new Harness.Running("--queue", "2");
        await running.Add("one", replica.Url);
        var taken = Enumerable.Range(0, 3).Select(id => running.Post([1], id: id)).ToList();
        await Harness.Running.Until(async () => (await running.Telemetry()).Queued == 2, "two wait");
        var refused = await running.Post([1]);
        Assert.Equal((503, "1"), (refused.Status, refused.RetryAfter));
        Assert.Contains("the queue is full", refused.Body, StringComparison.Ordinal);
        replica.Gate.SetResult();
        Assert.All(await Task.WhenAll(taken), reply => Assert.Equal(200, reply.Status));
        Assert.Equal(1, replica.MostAtOnce);
    }

    [Theory]
    [InlineData(null, 0.3)]
    [InlineData(100, 0.1)]
    [InlineData(60_000, 0.3)]
    public async Task A_deadline_is_kept_and_a_client_can_only_shorten_it(int? milliseconds, double seconds)
    {
        using var replica = new Replica { Gate = new() };
        using var running = new Harness.Running("--deadline", "300ms");
        await running.Add("one", replica.Url);
        var since = Stopwatch.StartNew();
        var served = running.Post([1], deadlineMilliseconds: milliseconds);
        var waiting = running.Post([1], deadlineMilliseconds: milliseconds);
        Assert.Equal((504, 504), ((await served).Status, (await waiting).Status));
        Assert.InRange(since.Elapsed.TotalSeconds, seconds, seconds + 5);
        Assert.Equal(2, (await running.Telemetry()).TimedOut);
    }

    [Fact]
    public async Task A_replica_that_hangs_gets_nothing_more_until_it_answers_again()
    {
        using var hanging = Child.Replica("hanging", 0);
        var url = hanging.Next()["ready ".Length..];
        using var running = new Harness.Running("--deadline", "200ms");
        await running.Add("hanging", url);
        hanging.Pause();
        Assert.Equal(504, (await running.Post([1])).Status);
        Assert.Equal("ejected", (await running.Telemetry()).Replicas.Single().State);
    }

    [Fact]
    public async Task What_would_wait_longer_than_it_may_is_refused()
    {
        using var replica = new Replica(delayMilliseconds: 100);
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        Assert.Equal(200, (await running.Post([1])).Status);
        await running.Set(new { admitSeconds = 0.35 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(id => running.Post([1], id: id)));
        var refused = replies.Where(reply => reply.Status == 503).ToList();
        Assert.InRange(refused.Count, 4, 9);
        Assert.All(refused, reply => Assert.Contains("the wait would be longer", reply.Body, StringComparison.Ordinal));
        Assert.All(replies.Except(refused), reply => Assert.Equal(200, reply.Status));
    }

    [Fact]
    public async Task What_its_client_has_given_up_leaves_the_queue()
    {
        using var replica = new Replica { Gate = new() };
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        var served = running.Post([1]);
        await Harness.Running.Until(async () => (await running.Telemetry()).InFlight == 1, "one is served");
        using var impatient = new CancellationTokenSource();
        var given = running.Post([1], cancellation: impatient.Token);
        await Harness.Running.Until(async () => (await running.Telemetry()).Queued == 1, "one waits");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Harness.Running.Until(async () => (await running.Telemetry()).GivenUp == 1, "it is given up");
        replica.Gate.SetResult();
        Assert.Equal(200, (await served).Status);
        Assert.Equal(1, replica.Taken);
    }
}
