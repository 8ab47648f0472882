using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Berth.Serving.Tests.Harness;

namespace Berth.Serving.Tests.Running;

/// <summary>Clients that are slow, many, wrong, or speak another version.</summary>
public sealed class ConnectionTests
{
    private const string Post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ";

    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        using var client = await running.Connect();
        await client.Say(string.Concat(Enumerable.Range(0, 100).Select(id => id % 3 == 0 ? $"GET /health HTTP/1.1\r\nHost: a\r\nX-Id: {id}\r\n\r\n" : $"{Post}5\r\nX-Id: {id}\r\n\r\nhello")));
        for (var id = 0; id < 100; id++)
            Assert.EndsWith(id % 3 == 0 ? "}" : $" 5 {id}", await client.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_waits_to_be_asked_for_its_body_is_asked()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        using var client = await running.Connect();
        await client.Say($"{Post}5\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await client.Answer());
        await client.Say("hello");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.Answer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Post + "5\r\n\r\nhel", "HTTP/1.1 400 ")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "HTTP/1.1 400 ")]
    [InlineData("POST / HT", "HTTP/1.1 400 ")]
    [InlineData(Post + "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData(Post + "99999999\r\n\r\n", "HTTP/1.1 413 ")]
    [InlineData("\u0016\u0003\u0001\u0000", "HTTP/1.1 400 ")]
    public async Task What_is_cut_off_or_wrong_is_told_so_and_closed(string text, string answer)
    {
        using var running = new Harness.Running();
        using var client = await running.Connect();
        await client.Say(text);
        client.Socket.Shutdown(SocketShutdown.Send);
        var said = await client.Everything();
        Assert.StartsWith(answer, said, StringComparison.Ordinal);
        Assert.Contains("Connection: close", said, StringComparison.Ordinal);
        Assert.Equal(0, (await running.Telemetry()).Arrived);
    }

    [Fact]
    public async Task A_chunked_body_reaches_the_replica_whole()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        using var client = await running.Connect();
        await client.Say("POST / HTTP/1.1\r\nHost: a\r\nX-Id: 7\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 20; i++)
            await client.Say($"7d0\r\n{new string('x', 2000)}\r\n");
        await client.Say("0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.EndsWith(" 40000 7", await client.Answer(), StringComparison.Ordinal);
        Assert.Contains("alive", await client.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_clients_run_out_of_time_and_hold_no_replica()
    {
        using var replica = new Replica();
        using var running = new Harness.Running("--receive", "1s", "--idle", "2s");
        await running.Add("one", replica.Url);
        var slow = new List<RawClient>();
        foreach (var text in (string[])["GET / HT", $"{Post}100000\r\n\r\nhello", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n", ""])
        {
            slow.Add(await running.Connect());
            await slow[^1].Say(text);
        }
        var since = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await running.Post(new byte[1000])).Status);
        foreach (var client in slow.SkipLast(1))
            Assert.StartsWith("HTTP/1.1 408 ", await client.Everything(), StringComparison.Ordinal);
        Assert.Equal("", await slow[^1].Everything());
        Assert.InRange(since.Elapsed.TotalSeconds, 1.5, 10);
        Assert.Equal(20, replica.Taken);
        slow.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_client_that_does_not_read_harms_nobody()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        using var deaf = await running.Connect();
        deaf.Socket.ReceiveBufferSize = 1024;
        deaf.Socket.SendTimeout = 2000;
        deaf.Socket.Blocking = false;
        var request = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", 2000)));
        _ = deaf.Socket.Send(request, SocketFlags.None, out _);
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await running.Post(new byte[1000])).Status);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_gets_all_of_a_long_answer()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        using var slow = await running.Connect();
        await slow.Say($"{Post}0\r\nX-Answer-Length: 5000000\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        // The replica is free again although its answer is still on the way.
        Assert.Equal(200, (await running.Post(new byte[10])).Status);
        Assert.EndsWith("\r\n\r\n" + new string('x', 5_000_000), await slow.Answer(60), StringComparison.Ordinal);
        Assert.Contains("alive", await slow.Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_idle_clients_cost_little_and_harm_nobody()
    {
        const int Clients = 10_000;
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url);
        Assert.Equal(200, (await running.Post(new byte[1000])).Status);
        var before = running.Child.ResidentBytes;
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < Clients; i++)
            {
                idle.Add(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                idle[i].Connect(IPAddress.Loopback, running.Address.Port);
                // Every other one has begun a request.
                if (i % 2 == 0)
                    idle[i].Send("POST / HTTP/1.1\r\nHost: "u8);
            }
            for (var i = 0; i < 50; i++)
                Assert.Equal(200, (await running.Post(new byte[1000])).Status);
            Assert.InRange(running.Child.ResidentBytes - before, 0, 150_000_000);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            Assert.Skip($"this process may not open {Clients} sockets");
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
        Assert.Equal(200, (await running.Post(new byte[1000])).Status);
    }

    [Fact]
    public async Task Http2_without_upgrade_is_served_too()
    {
        using var replica = new Replica();
        using var running = new Harness.Running();
        await running.Add("one", replica.Url, slots: 4);
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        async Task<(int Status, string Body)> Send(int length, int id)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, running.Address)
            {
                Content = new ByteArrayContent(new byte[length]), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Add("X-Id", $"{id}");
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpVersion.Version20, answer.Version);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(id => Send(1000 + id, id)));
        for (var id = 0; id < replies.Length; id++)
            Assert.Equal((200, $"replica POST / - {1000 + id} {id}"), replies[id]);
        Assert.Equal((200, "replica POST / - 3000000 1"), await Send(3_000_000, 1));
        Assert.Equal(413, (await Send(10_000_001, 1)).Status);
        Assert.Contains("alive", await client.GetStringAsync(running.Address), StringComparison.Ordinal);
        Assert.Equal(201, (await running.Telemetry()).Completed);
    }
}
