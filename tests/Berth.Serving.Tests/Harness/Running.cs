using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Berth.Serving.Admin;

namespace Berth.Serving.Tests.Harness;

/// <summary>A dispatcher that runs as a process of its own, as people start it.</summary>
internal sealed class Running : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { Timeout = TimeSpan.FromSeconds(60) };

    internal Running(params string[] options)
    {
        Child = Child.Berth(["dispatch", .. options]);
        var said = Child.Next().Split(' ');
        Assert.Equal(("ready", "admin"), (said[0], said[2]));
        (Address, Admin) = (new(said[1]), new(said[3]));
    }

    internal Child Child { get; }

    internal Uri Address { get; }

    internal Uri Admin { get; }

    /// <summary>Registers a replica and waits until it takes requests.</summary>
    internal async Task Add(string name, string url, int slots = 1)
    {
        await Register(name, url, slots);
        await Until(async () => (await Telemetry()).Replicas.Any(replica => replica.Name == name && replica.State == "ready"), $"{name} is ready");
    }

    internal async Task Register(string name, string url, int slots = 1)
    {
        using var answer = await _client.PutAsJsonAsync(new Uri(Admin, $"/replicas/{name}"), new { url, slots });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal async Task<HttpStatusCode> Delete(string name, string query = "")
    {
        using var answer = await _client.DeleteAsync(new Uri(Admin, $"/replicas/{name}{query}"));
        return answer.StatusCode;
    }

    internal async Task<Reply> Set(object settings)
    {
        using var answer = await _client.PutAsJsonAsync(new Uri(Admin, "/settings"), settings);
        return await Reply.Of(answer);
    }

    internal async Task<Telemetry> Telemetry() => (await _client.GetFromJsonAsync<Telemetry>(new Uri(Admin, "/telemetry")))!;

    internal async Task<Reply> Get(string path, bool admin = false)
    {
        using var answer = await _client.GetAsync(new Uri(admin ? Admin : Address, path));
        return await Reply.Of(answer);
    }

    /// <summary>Sends a picture.</summary>
    internal async Task<Reply> Post(byte[] body, string path = "/", string type = "image/jpeg", int id = 0, int? deadlineMilliseconds = null, string method = "POST", CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Address, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("X-Id", $"{id}");
        if (deadlineMilliseconds is { } milliseconds)
            request.Headers.Add("X-Deadline-Ms", $"{milliseconds}");
        using var answer = await _client.SendAsync(request, cancellation);
        return await Reply.Of(answer);
    }

    /// <summary>A bare connection.</summary>
    internal async Task<RawClient> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
        return new(socket);
    }

    /// <summary>Waits for something that is to happen soon.</summary>
    internal static async Task Until(Func<Task<bool>> happened, string what, double seconds = 30)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await happened())
        {
            Assert.False(limit.IsCancellationRequested, $"it did not happen within {seconds} s that {what}");
            await Task.Delay(10);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        Child.Dispose();
    }
}

/// <summary>An answer.</summary>
internal sealed record Reply(int Status, string Body, string? RetryAfter)
{
    internal JsonNode Json => JsonNode.Parse(Body)!;

    internal static async Task<Reply> Of(HttpResponseMessage answer) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.RetryAfter?.ToString());
}

/// <summary>A client that says exactly what it is told.</summary>
internal sealed class RawClient(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[1_000_000];
    private string _rest = "";

    internal Socket Socket => socket;

    internal async Task Say(string text) => await socket.SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Everything until the other side ends, or resets, the connection.</summary>
    internal async Task<string> Everything(double seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var said = new StringBuilder(_rest);
        try
        {
            while (await socket.ReceiveAsync(_buffer, limit.Token) is var count && count > 0)
                said.Append(Encoding.Latin1.GetString(_buffer, 0, count));
        }
        catch (SocketException)
        {
            // A reset is an end, too.
        }
        return said.ToString();
    }

    /// <summary>The next answer whose length is said.</summary>
    internal async Task<string> Answer(double seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var end = _rest.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var said = _rest.IndexOf("Content-Length: ", StringComparison.Ordinal);
                var length = said < 0 || said > end ? 0 : int.Parse(_rest[(said + 16).._rest.IndexOf('\r', said)]);
                if (_rest.Length >= end + 4 + length)
                {
                    var answer = _rest[..(end + 4 + length)];
                    _rest = _rest[(end + 4 + length)..];
                    return answer;
                }
            }
            var count = await socket.ReceiveAsync(_buffer, limit.Token);
            Assert.True(count > 0, $"the connection has ended after '{_rest}'");
            _rest += Encoding.Latin1.GetString(_buffer, 0, count);
        }
    }

    public void Dispose() => socket.Dispose();
}
