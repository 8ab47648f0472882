using Berth.Records.Formats.Loki;
using Berth.Records.Tests.Servers;

namespace Berth.Records.Tests.Formats;

public sealed class LokiClientTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LokiStandIn _loki = null!;

    public async ValueTask InitializeAsync() => _loki = await LokiStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _loki.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task Lines_come_back_however_many_they_are()
    {
        var client = new LokiClient(_http, _loki.Address);
        // Several pages, with lines of one moment across the border of two, and equal lines.
        var lines = Enumerable.Range(0, 12_345).Select(number => new LokiEntry(new Dictionary<string, string> { ["pod"] = number % 2 == 0 ? "a" : "b" }, 1_700_000_000_000_000_000 + number / 7, $"line {number}")).ToList();
        await client.PushAsync(lines);
        await client.PushAsync([new(new Dictionary<string, string> { ["pod"] = "c" }, 1_700_000_000_000_000_000, "of another")]);
        var found = await client.QueryAsync("""{pod=~"a|b"}""", 1_700_000_000_000_000_000, 1_800_000_000_000_000_000);
        Assert.Equal(lines.Select(line => line.Line).Order(), found.Select(line => line.Line).Order());
        Assert.Equal(found.Select(line => line.Moment).Order(), found.Select(line => line.Moment));
        Assert.InRange(_loki.Queries, 3, 5);
        Assert.Equal("of another", Assert.Single(await client.QueryAsync("""{pod="c"}""", 0, 1_800_000_000_000_000_000)).Line);
        Assert.Empty(await client.QueryAsync("""{pod="c"}""", 0, 1_700_000_000_000_000_000));
    }

    [Fact]
    public async Task More_lines_of_one_moment_than_a_page_are_not_lost_silently()
    {
        var client = new LokiClient(_http, _loki.Address);
        await client.PushAsync(Enumerable.Range(0, LokiStandIn.MostLines + 1).Select(number => new LokiEntry(new Dictionary<string, string> { ["pod"] = "a" }, 5, $"{number}")));
        Assert.Contains("have the moment 5", (await Assert.ThrowsAsync<RecordsException>(() => client.QueryAsync("""{pod="a"}""", 0, 10))).Message);
    }

    [Fact]
    public async Task What_is_no_Loki_is_a_clear_error()
    {
        await using var exporter = await MovingExporter.StartAsync();
        Assert.Contains("address of Loki", (await Assert.ThrowsAsync<RecordsException>(() => new LokiClient(_http, exporter.Address).QueryAsync("{}", 0, 1))).Message);
        Assert.Contains("Loki answers 404", (await Assert.ThrowsAsync<RecordsException>(() => new LokiClient(_http, new(_loki.Address, "/other")).PushAsync([]))).Message);
    }
}
