using System.Net;

namespace Berth.Records.Tests.Servers;

/// <summary>A Prometheus of Debian on a loopback port, with a folder of its own; both are gone when the test is.</summary>
internal sealed class PrometheusServer : IDisposable
{
    private const string Program = "/usr/bin/prometheus";

    private readonly string _folder = Directory.CreateTempSubdirectory("berth-prometheus-").FullName;
    private readonly ServerProcess _server;

    private PrometheusServer(string configuration)
    {
        var port = ServerProcess.FreePort();
        Address = new($"http://127.0.0.1:{port}");
        File.WriteAllText(Path.Combine(_folder, "prometheus.yml"), configuration);
        _server = new(Program, [$"--config.file={_folder}/prometheus.yml", $"--storage.tsdb.path={_folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"]);
    }

    internal Uri Address { get; }

    /// <summary>Starts one, or skips the test where the machine has none.</summary>
    internal static async Task<PrometheusServer> StartAsync(string configuration)
    {
        Assert.SkipWhen(!File.Exists(Program), "needs Prometheus: apt-get install --no-install-recommends prometheus");
        var server = new PrometheusServer(configuration);
        try
        {
            using var http = new HttpClient();
            await server._server.Until(async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(server.Address, "/-/ready"));
                    return answer.StatusCode == HttpStatusCode.OK;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            });
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
