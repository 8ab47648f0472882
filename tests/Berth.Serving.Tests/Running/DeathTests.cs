using System.Collections.Concurrent;
using Berth.Model;
using Berth.Serving.Tests.Harness;
using Berth.Workloads.Clock;

namespace Berth.Serving.Tests.Running;

/// <summary>Replicas and dispatchers that are killed, replaced and drained.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task No_request_is_lost_or_answered_twice_while_replicas_are_killed()
    {
        using var running = new Harness.Running("--attempts", "5");
        var replicas = new List<Child>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                replicas.Add(Child.Replica($"r{i}", 2));
                await running.Add($"r{i}", replicas[i].Next()["ready ".Length..], slots: 2);
            }
            using var over = new CancellationTokenSource();
            var replies = new ConcurrentDictionary<int, Reply>();
            var next = 0;
            var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    var id = Interlocked.Increment(ref next);
                    Assert.True(replies.TryAdd(id, await running.Post(new byte[2000], id: id)));
                }
            })).ToList();
            var random = new RandomStream(1, "deaths");
            for (var death = 0; death < 8; death++)
            {
                await Task.Delay(50 + random.NextInt(200));
                var victim = random.NextInt(3);
                replicas[victim].Kill();
                replicas[victim].Dispose();
                // One that comes back listens elsewhere, under its old name.
                replicas[victim] = Child.Replica($"r{victim}", 2);
                await running.Register($"r{victim}", replicas[victim].Next()["ready ".Length..], slots: 2);
            }
            await over.CancelAsync();
            await Task.WhenAll(clients);
            Assert.Equal(next, replies.Count);
            Assert.All(replies, pair => Assert.Matches($"^r. POST / image/jpeg 2000 {pair.Key}$", pair.Value.Body));
            var telemetry = await running.Telemetry();
            Assert.Equal((next, next), (telemetry.Arrived, telemetry.Completed));
            Assert.True(telemetry.Retried > 0, "no replica was killed at work");
        }
        finally
        {
            replicas.ForEach(replica => replica.Dispose());
        }
    }

    [Fact]
    public async Task A_dispatcher_that_was_killed_finds_its_replicas_again()
    {
        using var replica = new Replica("one");
        var state = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            int port;
            using (var first = new Harness.Running("--state", state))
            {
                await first.Add("one", replica.Url, slots: 3);
                await first.Add("two", replica.Url);
                await first.Delete("two");
                port = first.Address.Port;
                Assert.Equal(200, (await first.Post([1])).Status);
                first.Child.Kill();
                await Assert.ThrowsAsync<HttpRequestException>(() => first.Post([1]));
            }
            using var second = new Harness.Running("--state", state, "--listen", $"127.0.0.1:{port}");
            // Nothing has to be registered: requests wait for the first health check.
            Assert.Equal(200, (await second.Post([1])).Status);
            Assert.Equal("one 3 ready", string.Join(", ", (await second.Telemetry()).Replicas.Select(each => $"{each.Name} {each.Slots} {each.State}")));
        }
        finally
        {
            File.Delete(state);
        }
    }

    [Fact]
    public async Task Clients_are_refused_only_while_a_killed_dispatcher_is_down()
    {
        using var replica = new Replica("one");
        var state = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var running = new Harness.Running("--state", state);
        try
        {
            await running.Add("one", replica.Url, slots: 4);
            var listen = $"127.0.0.1:{running.Address.Port}";
            using var over = new CancellationTokenSource();
            var failures = new ConcurrentQueue<long>();
            var answered = 0;
            using var http = new HttpClient();
            var address = running.Address;
            var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    var asked = MonotonicClock.Now;
                    try
                    {
                        using var answer = await http.PostAsync(address, new ByteArrayContent(new byte[500]));
                        Assert.Equal(200, (int)answer.StatusCode);
                        Interlocked.Increment(ref answered);
                    }
                    catch (HttpRequestException)
                    {
                        failures.Enqueue(asked);
                        await Task.Delay(2);
                    }
                }
            })).ToList();
            for (var death = 0; death < 3; death++)
            {
                await Task.Delay(200);
                failures.Clear();
                var before = MonotonicClock.Now;
                running.Child.Kill();
                running.Dispose();
                running = new("--state", state, "--listen", listen);
                var ready = MonotonicClock.Now;
                var sofar = answered;
                await Harness.Running.Until(() => Task.FromResult(answered > sofar + 20), "clients are served again");
                // One that was being served when it was killed had been asked shortly before.
                Assert.All(failures, failure => Assert.InRange(failure, before - 1_000_000_000, ready));
            }
            await over.CancelAsync();
            await Task.WhenAll(clients);
        }
        finally
        {
            running.Dispose();
            File.Delete(state);
        }
    }

    [Fact]
    public async Task Requests_wait_for_a_replica_that_does_not_listen_yet()
    {
        int port;
        using (var placeholder = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            placeholder.Start();
            port = ((System.Net.IPEndPoint)placeholder.LocalEndpoint).Port;
        }
        using var running = new Harness.Running();
        await running.Register("late", $"http://127.0.0.1:{port}");
        var waiting = running.Post([1]);
        await Harness.Running.Until(async () => (await running.Telemetry()).Queued == 1, "it waits");
        Assert.Equal("starting", (await running.Telemetry()).Replicas.Single().State);
        using var late = new Replica("late", port: port);
        Assert.Equal(200, (await waiting).Status);
    }

    [Fact]
    public async Task A_draining_replica_answers_what_it_has_and_is_gone()
    {
        using var old = new Replica("old") { Gate = new() };
        using var young = new Replica("young");
        using var running = new Harness.Running();
        await running.Add("old", old.Url);
        var last = running.Post([1]);
        await Harness.Running.Until(async () => (await running.Telemetry()).InFlight == 1, "it is served");
        await running.Add("young", young.Url);
        Assert.Equal(202, (int)await running.Delete("old"));
        for (var i = 0; i < 5; i++)
            Assert.StartsWith("young", (await running.Post([1])).Body, StringComparison.Ordinal);
        Assert.Equal("draining", (await running.Telemetry()).Replicas[0].State);
        old.Gate.SetResult();
        Assert.StartsWith("old", (await last).Body, StringComparison.Ordinal);
        Assert.Equal(["young"], (await running.Telemetry()).Replicas.Select(replica => replica.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replica_that_is_removed_at_once_leaves_its_request_to_another(bool drains)
    {
        using var old = new Replica("old") { Gate = new() };
        using var young = new Replica("young");
        using var running = new Harness.Running();
        await running.Add("old", old.Url);
        var request = running.Post([1]);
        await Harness.Running.Until(async () => (await running.Telemetry()).InFlight == 1, "it is served");
        await running.Add("young", young.Url);
        if (drains)
            Assert.Equal(202, (int)await running.Delete("old"));
        Assert.Equal(202, (int)await running.Delete("old", "?now=true"));
        Assert.StartsWith("young", (await request).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_its_end_a_dispatcher_answers_what_it_has(bool byInput)
    {
        using var replica = new Replica { Gate = new() };
        using var running = new Harness.Running(byInput ? ["--until-input-ends"] : []);
        await running.Add("one", replica.Url);
        var served = running.Post([1]);
        var waiting = running.Post([1]);
        await Harness.Running.Until(async () => (await running.Telemetry()) is { InFlight: 1, Queued: 1 }, "one is served and one waits");
        if (byInput)
            running.Child.EndInput();
        else
            running.Child.Terminate();
        await Harness.Running.Until(async () =>
        {
            try
            {
                using var connection = await running.Connect();
                return false;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return true;
            }
        }, "it listens no more");
        replica.Gate.SetResult();
        Assert.Equal((200, 200), ((await served).Status, (await waiting).Status));
        Assert.Equal(0, running.Child.ExitCode(15));
    }
}
