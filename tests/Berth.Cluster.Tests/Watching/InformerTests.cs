using System.Text.Json.Nodes;
using Berth.Cluster.Api;
using Berth.Cluster.Objects;
using Berth.Cluster.Tests.Harness;
using Berth.Cluster.Watching;

namespace Berth.Cluster.Tests.Watching;

public sealed class InformerTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _end = new();
    private readonly Heard _heard = new();
    private readonly List<string?> _troubles = [];
    private StandInServer _server = null!;
    private ApiClient _client = null!;
    private Informer<Pod> _informer = null!;
    private Task _running = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StandInServer.StartAsync();
        _client = new(_server.Access, TimeProvider.System);
        _informer = new(new KubeApi(_client).Pods, new(Fields: "status.phase!=Failed"), _heard, TimeProvider.System, new(1, "test"), _troubles.Add);
        Set("one");
        _running = _informer.RunAsync(_end.Token);
        await _heard.SyncedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Record.ExceptionAsync(() => _running);
        _client.Dispose();
        await _server.DisposeAsync();
        _end.Dispose();
    }

    private void Set(string name, string phase = "Running") => _server.Store.Put("pods", "default", name, before =>
    {
        var item = before ?? StandInChange.New([], "default", name);
        item["status"] = new JsonObject { ["phase"] = phase };
        return (item, null);
    }, out _);

    private Task KnowsAsync(params string[] names) => Eventually.HoldsAsync($"it knows {string.Join(", ", names)}", () => _heard.Knows(names));

    [Fact]
    public async Task Knows_what_was_there_and_hears_what_comes_and_goes()
    {
        Set("two");
        await KnowsAsync("one", "two");
        _server.Store.Delete("pods", "default", "one");
        await KnowsAsync("two");
        Assert.Equal((1, 1), (_informer.Lists, _informer.Watches));
    }

    [Fact]
    public async Task What_is_no_longer_selected_is_gone()
    {
        Set("one", "Failed");
        await KnowsAsync();
    }

    [Fact]
    public async Task Goes_on_after_the_server_was_away_without_listing_again()
    {
        await _server.DownAsync();
        Set("two");
        _server.Store.Delete("pods", "default", "one");
        await Eventually.HoldsAsync("it says that the server is away", () => _troubles.Count > 0);
        await _server.UpAsync();
        await KnowsAsync("two");
        Assert.Equal(1, _informer.Lists);
        Assert.Null(_troubles[^1]);
    }

    [Fact]
    public async Task Lists_again_when_its_version_is_forgotten_and_tells_only_what_differs()
    {
        Set("same");
        await KnowsAsync("one", "same");
        await _server.DownAsync();
        Set("two");
        _server.Store.Delete("pods", "default", "one");
        _server.Store.Compact();
        var before = _heard.Count("same");
        await _server.UpAsync();
        await KnowsAsync("same", "two");
        Assert.Equal(2, _informer.Lists);
        Assert.Equal(before, _heard.Count("same"));
    }

    [Fact]
    public async Task A_bookmark_carries_it_past_what_is_not_selected()
    {
        // Nothing that it watches happens; what is forgotten then is not missed.
        _server.Store.Put("nodes", "", "n", _ => (StandInChange.New([], "", "n"), null), out _);
        Set("two");
        await KnowsAsync("one", "two");
        await _server.DownAsync();
        await _server.UpAsync();
        Set("three");
        await KnowsAsync("one", "three", "two");
        Assert.Equal(1, _informer.Lists);
    }

    [Fact]
    public async Task The_same_name_with_another_identity_is_told_as_an_end_and_a_beginning()
    {
        await _server.DownAsync();
        _server.Store.Delete("pods", "default", "one");
        Set("one");
        _server.Store.Compact();
        await _server.UpAsync();
        await Eventually.HoldsAsync("the second is there", () => _heard.Ends == 1 && _heard.Knows("one"));
    }

    [Fact]
    public async Task What_is_forbidden_ends_it()
    {
        _server.Fault = _ => new(403, "Forbidden", "no");
        _server.Store.Compact();
        Set("two");
        Assert.Equal(403, (await Assert.ThrowsAsync<ApiException>(() => _running)).Code);
    }

    [Fact]
    public async Task A_server_that_has_just_come_back_may_refuse_it_for_a_moment()
    {
        var refusals = 0;
        _server.Fault = _ => Interlocked.Increment(ref refusals) <= 2 ? new(refusals == 1 ? 403 : 401, "Forbidden", "rights are not read yet") : null;
        await _server.DownAsync();
        await Eventually.HoldsAsync("it says that the server is away", () => _troubles.Count > 0);
        await _server.UpAsync();
        Set("two");
        await KnowsAsync("one", "two");
        Assert.True(refusals > 2);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_connection_that_is_dead_without_anybody_saying_so_is_noticed()
    {
        await using var wire = new Wire(_server.Address.Port);
        using var client = new ApiClient(_server.Access with { Server = new($"https://127.0.0.1:{wire.Port}") }, TimeProvider.System);
        var heard = new Heard();
        var watching = new Informer<Pod>(new KubeApi(client).Pods, Selection.All, heard, TimeProvider.System, new(1, "test")).RunAsync(_end.Token);
        await heard.SyncedTask;
        await Eventually.HoldsAsync("it watches", () => wire.Connections > 0);
        Set("two");
        await Eventually.HoldsAsync("it hears", () => heard.Knows("one", "two"));
        wire.Cut();
        Set("three");
        await Eventually.HoldsAsync("it hears by another connection", TimeSpan.FromSeconds(60), () => heard.Knows("one", "three", "two"));
        await _end.CancelAsync();
        await Record.ExceptionAsync(() => watching);
    }

    private sealed class Heard : IInformerListener<Pod>
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, int> _known = [];
        private readonly TaskCompletionSource _synced = new();

        internal Task SyncedTask => _synced.Task;

        internal int Ends { get; private set; }

        public void Set(Pod item, Pod? before)
        {
            lock (_lock)
                _known[item.Metadata.Name!] = _known.GetValueOrDefault(item.Metadata.Name!) + 1;
        }

        public void Gone(Pod item)
        {
            lock (_lock)
                Ends += _known.Remove(item.Metadata.Name!) ? 1 : 0;
        }

        public void Synced() => _synced.SetResult();

        internal bool Knows(params string[] names)
        {
            lock (_lock)
                return _known.Keys.Order().SequenceEqual(names);
        }

        internal int Count(string name)
        {
            lock (_lock)
                return _known[name];
        }
    }
}
