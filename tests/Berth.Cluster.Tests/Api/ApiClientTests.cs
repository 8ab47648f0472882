using Berth.Cluster.Api;
using Berth.Cluster.Tests.Harness;

namespace Berth.Cluster.Tests.Api;

public sealed class ApiClientTests
{
    private static async Task<(ApiException? Failure, int Requests)> AskAsync(StandInServer server)
    {
        using var client = new ApiClient(server.Access, TimeProvider.System);
        var failure = await Record.ExceptionAsync(() => new KubeApi(client).Pods.ListAsync(Selection.All, TestContext.Current.CancellationToken));
        return ((ApiException?)failure, server.Clients.Count);
    }

    [Fact]
    public async Task A_server_that_has_too_much_to_do_is_asked_again()
    {
        await using var server = await StandInServer.StartAsync();
        var refusals = 1;
        server.Fault = _ => refusals-- > 0 ? new(429, "TooManyRequests", "try again later") : null;
        Assert.Equal((null, 2), await AskAsync(server));
    }

    [Fact]
    public async Task What_is_forbidden_says_so_and_where_the_rights_are_written_down()
    {
        await using var server = await StandInServer.StartAsync();
        server.Fault = _ => new(403, "Forbidden", "pods is forbidden: User \"ann\" cannot list resource \"pods\"");
        var (failure, requests) = await AskAsync(server);
        Assert.Equal((403, 1), (failure!.Code, requests));
        Assert.Contains("User \"ann\" cannot list resource \"pods\"; see docs/deploying.md", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_carries_all_requests()
    {
        await using var server = await StandInServer.StartAsync();
        using var client = new ApiClient(server.Access, TimeProvider.System);
        using var response = await client.OpenAsync(HttpMethod.Get, "api/v1/pods", null, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpVersion.Version20, response.Version);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_failure_that_may_pass()
    {
        await using var server = await StandInServer.StartAsync();
        await server.DownAsync();
        var (failure, _) = await AskAsync(server);
        Assert.True(failure!.IsTransient);
        Assert.Contains("cannot be reached", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500m", 500)]
    [InlineData("2", 2000)]
    [InlineData("0.1", 100)]
    [InlineData("1e3", 1_000_000)]
    [InlineData("100n", 1)]
    [InlineData("1500u", 2)]
    [InlineData("", 0)]
    [InlineData("many", 0)]
    public void Quantities_of_cores(string text, double milli) => Assert.Equal(milli, Objects.Quantity.Milli(text));

    [Theory]
    [InlineData("4Gi", 4.0 * (1 << 30))]
    [InlineData("1.5Ki", 1536)]
    [InlineData("1E", 1e18)]
    [InlineData("128974848", 128974848)]
    [InlineData("129M", 129e6)]
    [InlineData("1e30", 0)]
    [InlineData("99999999999999999999Ei", 0)]
    public void Quantities_of_bytes(string text, double bytes) => Assert.Equal(bytes, Objects.Quantity.Units(text));
}
