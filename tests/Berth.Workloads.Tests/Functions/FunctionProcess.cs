using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests.Functions;

/// <summary>A server of functions as people start it, with a client.</summary>
internal sealed partial class FunctionProcess : IDisposable
{
    private readonly NodeProcess _process;
    private bool _ended;

    internal FunctionProcess(string command = "functions", params IEnumerable<string> options)
        : this(NodeProcess.Run("dotnet", NodeProcess.CommandLine(["work", command, "--port", "0", .. options]).Skip(1)))
    {
    }

    private FunctionProcess(NodeProcess process)
    {
        _process = process;
        try
        {
            var line = _process.Next();
            var said = ReadyLine().Match(line);
            Assert.True(said.Success, line);
            Client = new() { BaseAddress = new Uri(said.Groups[1].Value), Timeout = TimeSpan.FromMinutes(3) };
            StartupSeconds = double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture);
        }
        catch
        {
            // Without an object nobody would end it.
            _process.Kill();
            throw;
        }
    }

    internal HttpClient Client { get; }

    internal double StartupSeconds { get; }

    internal static bool HasFfmpeg => OnPath("ffmpeg") is not null && OnPath("ffprobe") is not null;

    /// <summary>One that finds no program but those in its own folders.</summary>
    internal static FunctionProcess WithoutPath() =>
        new(NodeProcess.Run("env", ["PATH=/nonexistent", OnPath("dotnet")!, .. NodeProcess.CommandLine("work", "functions", "--port", "0").Skip(1)]));

    internal static void NeedFfmpeg() => Assert.SkipUnless(HasFfmpeg, "ffmpeg is absent: apt-get install --no-install-recommends ffmpeg");

    internal async Task<FunctionReply> Post(string path, string body, string? id = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (id is not null)
            request.Headers.Add("Execution-Id", id);
        return await Send(request, cancellation);
    }

    internal Task<FunctionReply> Get(string path) => Send(new(HttpMethod.Get, path), default);

    internal Task<FunctionReply> Delete(string path) => Send(new(HttpMethod.Delete, path), default);

    /// <summary>Waits until an execution is under way.</summary>
    internal async Task Runs(string id)
    {
        while ((await Get($"/progress/{id}")) is var reply && (reply.Status != 200 || reply.Json.GetProperty("state").GetString() != "running"))
        {
            Assert.NotEqual("finished", reply.Status == 200 ? reply.Json.GetProperty("state").GetString() : null);
            await Task.Delay(5);
        }
    }

    /// <summary>The value of a metric, labels and all.</summary>
    internal async Task<double> Metric(string name)
    {
        var text = await Client.GetStringAsync("/metrics");
        return double.Parse(text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>The next line of its log.</summary>
    internal JsonElement LogLine() => JsonDocument.Parse(_process.Next()).RootElement;

    /// <summary>Pids of processes that a process has started, by name.</summary>
    internal static List<int> Children(int pid, string name) =>
    [
        .. Process.GetProcessesByName(name).Select(process =>
        {
            using (process)
                return process.Id;
        }).Where(child => ProcessFiles.Numbers($"/proc/{child}/status").GetValueOrDefault("PPid") == pid),
    ];

    internal async Task<int> Pid() => (await Post("/stress", """{"input":1}""")).Execution.GetProperty("pid").GetInt32();

    internal void Terminate() => _process.Signal(NodeProcess.Terminate);

    internal void Kill()
    {
        _ended = true;
        _process.Kill();
    }

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

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private async Task<FunctionReply> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await Client.SendAsync(request, cancellation);
        return new((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement,
            answer.Headers.RetryAfter?.Delta, answer.Headers.TryGetValues("Execution-Id", out var ids) ? ids.Single() : null);
    }

    [GeneratedRegex(@"^ready (http://\S+) started in (\d+\.\d\d) s$")]
    private static partial Regex ReadyLine();
}
