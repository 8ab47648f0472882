using System.Text;
using System.Text.Json;
using Berth.Workloads.Functions.Execution;
using Berth.Workloads.Tests.Serving;

namespace Berth.Workloads.Tests.Functions;

/// <summary>A server of functions as people start it, with a client.</summary>
internal sealed class FunctionProcess : ServedProcess
{
    internal FunctionProcess(string command = "functions", params IEnumerable<string> options)
        : this(NodeProcess.Run("dotnet", NodeProcess.CommandLine(["work", command, "--port", "0", .. options]).Skip(1)))
    {
    }

    private FunctionProcess(NodeProcess process)
        : base(process) => Client.Timeout = TimeSpan.FromMinutes(3);

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

    /// <summary>The next line of its log.</summary>
    internal JsonElement LogLine() => JsonDocument.Parse(Process.Next()).RootElement;

    /// <summary>Pids of processes that a process has started, by name.</summary>
    internal static List<int> Children(int pid, string name) =>
    [
        .. System.Diagnostics.Process.GetProcessesByName(name).Select(process =>
        {
            using (process)
                return process.Id;
        }).Where(child => ProcessFiles.Numbers($"/proc/{child}/status").GetValueOrDefault("PPid") == pid),
    ];

    internal async Task<int> Pid() => (await Post("/stress", """{"input":1}""")).Execution.GetProperty("pid").GetInt32();

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private async Task<FunctionReply> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await Client.SendAsync(request, cancellation);
        return new((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation)).RootElement,
            answer.Headers.RetryAfter?.Delta, answer.Headers.TryGetValues("Execution-Id", out var ids) ? ids.Single() : null);
    }
}
