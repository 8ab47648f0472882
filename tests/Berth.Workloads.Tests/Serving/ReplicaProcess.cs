using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Berth.Workloads.Tests.Serving;

/// <summary>A replica as people start it, with a client.</summary>
internal sealed partial class ReplicaProcess : IDisposable
{
    private readonly NodeProcess _process;
    private bool _ended;

    internal ReplicaProcess(params IEnumerable<string> options)
    {
        _process = NodeProcess.Berth(["work", "image-classification", "--port", "0", .. options]);
        var said = Match.Empty;
        try
        {
            said = ReadyLine().Match(_process.Next());
            Assert.True(said.Success);
        }
        catch
        {
            // Without an object nobody would end it.
            _process.Kill();
            throw;
        }
        StartupSeconds = double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture);
        Client = new() { BaseAddress = new Uri(said.Groups[1].Value) };
    }

    internal double StartupSeconds { get; }

    internal HttpClient Client { get; }

    internal async Task<JsonElement> Health() => JsonDocument.Parse(await Client.GetStringAsync("/health")).RootElement;

    internal async Task<(HttpStatusCode Status, JsonElement Json)> Predict(HttpContent content)
    {
        using var answer = await Client.PostAsync("/predict", content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    internal static MultipartFormDataContent Form(byte[] picture, string field = "image") => new() { { new ByteArrayContent(picture), field, "picture.jpg" } };

    internal void Terminate() => _process.Signal(NodeProcess.Terminate);

    internal int ExitCode()
    {
        _ended = true;
        return _process.ExitCode(seconds: 20);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_ended)
            Terminate();
        _process.Dispose();
    }

    [GeneratedRegex(@"^ready (http://\S+) started in (\d+\.\d\d) s$")]
    private static partial Regex ReadyLine();
}
