using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Berth.Emulation.Links;

/// <summary>
/// Starts the router on a thread that lives as long as the router does, and reads its replies there. The kernel sends a child its parent's
/// death signal when the starting thread ends (prctl(2), PR_SET_PDEATHSIG), so a thread of the pool must not start it.
/// </summary>
internal sealed class RouterOutput : IDisposable
{
    private readonly BlockingCollection<RouterReply> replies = [];
    private readonly TaskCompletionSource<Process> started = new();
    private readonly Thread thread;

    internal RouterOutput(ProcessStartInfo start)
    {
        thread = new Thread(() => Follow(start)) { IsBackground = true, Name = "link router" };
        thread.Start();
        Process = started.Task.GetAwaiter().GetResult();
    }

    internal Process Process { get; }

    /// <summary>The next reply; a failed one when the router has ended or does not answer.</summary>
    internal RouterReply Next(TimeSpan patience)
    {
        try
        {
            return replies.TryTake(out var reply, patience) ? reply : new RouterReply(Error: Silence(patience));
        }
        catch (InvalidOperationException)
        {
            return new RouterReply(Error: "its process has ended");
        }
    }

    public void Dispose()
    {
        thread.Join();
        Process.Dispose();
        replies.Dispose();
    }

    private string Silence(TimeSpan patience) =>
        replies.IsCompleted ? "its process has ended" : $"no answer within {patience.TotalSeconds:0} s";

    private void Follow(ProcessStartInfo start)
    {
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception failure)
        {
            started.SetException(new IOException($"Cannot start the link router '{start.FileName}': {failure.Message}", failure));
            return;
        }
        started.SetResult(process);
        try
        {
            while (process.StandardOutput.ReadLine() is { } line)
                replies.Add(JsonSerializer.Deserialize(line, RouterJson.Default.RouterReply)!);
        }
        catch (JsonException failure)
        {
            replies.Add(new RouterReply(Error: $"it wrote something that is no reply: {failure.Message}"));
        }
        process.WaitForExit();
        replies.CompleteAdding();
    }
}
