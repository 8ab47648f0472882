using System.Collections.Concurrent;
using System.Diagnostics;

namespace Berth.Cluster.Tests.Harness;

/// <summary>The program itself as a process of its own, which can be killed at any moment.</summary>
internal sealed class BerthProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(Repository.Root, "artifacts", "bin", "Berth", "release", "berth.dll");

    private readonly Process _process;

    internal BerthProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Collects garbage every 4 MB, so that what it has is close to what it needs.
        start.Environment["DOTNET_GCgen0size"] = "0x400000";
        _process = Process.Start(start)!;
        foreach (var keep in (Action<DataReceivedEventHandler>[])[handler => _process.OutputDataReceived += handler, handler => _process.ErrorDataReceived += handler])
            keep((_, line) => Lines.Enqueue(line.Data ?? ""));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal ConcurrentQueue<string> Lines { get; } = [];

    internal string Said => string.Join('\n', Lines);

    internal bool HasExited => _process.HasExited;

    internal int ExitCode => _process.ExitCode;

    /// <summary>Bytes of memory that it has in use.</summary>
    internal long Resident => Status("VmRSS") * 1024;

    internal long Threads => Status("Threads");

    /// <summary>Open sockets.</summary>
    internal int Sockets => Directory.GetFiles($"/proc/{_process.Id}/fd").Count(IsSocket);

    /// <summary>Ends it as a power cut would.</summary>
    internal async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Freezes it, or lets it go on.</summary>
    internal async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    internal async Task EndsAsync() => await Eventually.HoldsAsync($"it ends; it said {Said}", () => _process.HasExited);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private long Status(string field) =>
        long.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    internal static bool IsSocket(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
