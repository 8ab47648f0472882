using System.Net;
using System.Text.Json;
using Berth.Records.Collection;
using Berth.Records.History;
using Berth.Records.Store;
using Berth.Records.Timelines;
using Berth.Server.History;

namespace Berth.Records.Tests.History;

public sealed class HistoryServerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private RunReader _reader = null!;
    private HistoryServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        using (var store = RunStore.Create(_folder["run.db"]))
        {
            store.AddSamples([(1, new("up", new Dictionary<string, string> { ["pod"] = "a", ["pod_ip"] = "10.0.0.1" }, SeriesKind.Gauge))], [new(1, 0, 1)]);
            store.AddRequests(Enumerable.Range(1, 5).Select(second => new ServedRequest("a", "/pi", "POST", second * 1_000_000_000L, second * 1_000_000_000L + 10, 200, "{}")));
        }
        _reader = RunReader.Open(_folder["run.db"]);
        _server = await HistoryServer.StartAsync(new CollectedHistory(_reader), new(IPAddress.Loopback, 0));
        _http.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _reader.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answers_are_JSON()
    {
        Assert.Equal("""[{"__name__":"up","pod":"a","pod_ip":"10.0.0.1"}]""", await _http.GetStringAsync("endpoints"));
        using var history = await _http.GetAsync("history");
        Assert.Equal("application/json", history.Content.Headers.ContentType!.MediaType);
        using var document = JsonDocument.Parse(await history.Content.ReadAsStringAsync());
        Assert.Equal(["pod", "ip", "exec_duration_ns", "input", "function", "states"], document.RootElement[0].EnumerateObject().Select(field => field.Name));
        Assert.Contains("ok", await _http.GetStringAsync("health"));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var seen = new List<long>();
        for (string? next = "/history?limit=2&with=times"; next is not null;)
        {
            using var answer = await _http.GetAsync(new Uri(next, UriKind.Relative));
            Assert.Equal("5", answer.Headers.GetValues("X-Total-Count").Single());
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            seen.AddRange(document.RootElement.EnumerateArray().Select(entry => entry.GetProperty("start_ns").GetInt64() / 1_000_000_000));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }
        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [Theory]
    [InlineData("from=2000000000&to=3000000000", 2)]
    [InlineData("from=1970-01-01T00:00:04Z", 2)]
    [InlineData("pod=a&function=pi", 5)]
    [InlineData("function=ml", 0)]
    [InlineData("offset=4", 1)]
    [InlineData("limit=0", 0)]
    public async Task Requests_can_be_chosen(string query, int count)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync($"history?{query}"));
        Assert.Equal(count, document.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("history?form=1", "did you mean 'from'?")]
    [InlineData("history?from=yesterday", "neither nanoseconds since 1970 nor a time")]
    [InlineData("history?limit=-1", "no whole number")]
    [InlineData("history?with=times,delta", "did you mean 'deltas'?")]
    [InlineData("history?gaps=2", "known: null, keep, omit")]
    [InlineData("history?stale=5", "not a duration")]
    [InlineData("history?pod=a&pod=b", "pod is to be given once")]
    [InlineData("endpoints?pod=a", "is unknown")]
    public async Task What_cannot_be_asked_is_told(string path, string why)
    {
        using var answer = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Other_paths_and_methods_are_refused()
    {
        using var other = await _http.GetAsync("other");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var post = await _http.PostAsync("history", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }
}
