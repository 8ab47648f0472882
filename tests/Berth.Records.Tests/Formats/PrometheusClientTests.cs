using Berth.Records.Formats.Prometheus;
using Berth.Records.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace Berth.Records.Tests.Formats;

/// <summary>Answers that cannot be had from a real server at will; what a real one answers is in the history tests.</summary>
public sealed class PrometheusClientTests : IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("<html>", 200, "is no JSON")]
    [InlineData("{}", 200, "not what Prometheus answers")]
    [InlineData("""{"status":"success","data":{"result":[{"metric":{},"values":[[1,"x"]]}]}}""", 200, "'x' is no number")]
    [InlineData("""{"status":"success","data":{"result":[{"metric":{},"values":[[1]]}]}}""", 200, "not what Prometheus answers")]
    [InlineData("""{"status":"error","error":"parse error"}""", 400, "answers 400: {\"status\":\"error\",\"error\":\"parse error\"}")]
    public async Task What_is_no_answer_is_a_clear_error(string answer, int status, string why)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(answer);
        });
        var exception = await Assert.ThrowsAsync<RecordsException>(() => new PrometheusClient(_http, server.Address).SamplesAsync("up", 0, 1_000_000_000));
        Assert.Contains(why, exception.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_clear_error() => Assert.Contains("start Prometheus or check its address", (await Assert.ThrowsAsync<RecordsException>(
        () => new PrometheusClient(_http, new($"http://127.0.0.1:{ServerProcess.FreePort()}")).SeriesAsync("up"))).Message);
}
