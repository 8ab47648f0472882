using System.Diagnostics;
using System.Text.Json;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Links;

/// <summary>The parent's side of a running <see cref="RouterProcess"/>. Calls may come from any thread; they are answered one after the other.</summary>
public sealed class LinkRouter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock turn = new();
    private readonly Process process;
    private readonly RouterOutput output;
    private bool disposed;

    private LinkRouter(Process process, RouterOutput output) => (this.process, this.output) = (process, output);

    /// <summary>How the router's packet thread is scheduled: less than <see cref="ThreadPrecedence.Fifo"/> costs accuracy on a busy machine.</summary>
    public ThreadPrecedence Precedence { get; private set; }

    /// <summary>The router's process id.</summary>
    public int ProcessId => process.Id;

    /// <summary>The command that starts this very program as a router, for programs that know <see cref="RouterProcess.Verb"/>.</summary>
    public static IReadOnlyList<string> OwnCommand()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, System.Reflection.Assembly.GetEntryAssembly()!.Location, RouterProcess.Verb]
            : [program, RouterProcess.Verb];
    }

    /// <summary>Starts a router and returns when every device stands.</summary>
    /// <exception cref="IOException">It could not start; the message is the router's own.</exception>
    public static LinkRouter Start(RouterDocument document, IReadOnlyList<string> command)
    {
        var output = new RouterOutput(Prepare(new ProcessStartInfo(command[0], command.Skip(1))));
        var router = new LinkRouter(output.Process, output);
        try
        {
            router.Precedence = router.Ask(JsonSerializer.Serialize(document, RouterJson.Default.RouterDocument)).Precedence;
            return router;
        }
        catch
        {
            router.Dispose();
            throw;
        }
    }

    /// <summary>Begins scheduled changes and traces, at <paramref name="at"/> (CLOCK_MONOTONIC ns) or now; returns that moment.</summary>
    public long Begin(long? at = null) => Ask(new RouterCommand("start", At: at)).At;

    /// <summary>Drops the scheduled changes that are still to come; those that were made stay.</summary>
    public void Rest() => Ask(new RouterCommand("rest"));

    /// <summary>Changes a link now; returns when it had been done.</summary>
    public long Set(string from, string to, LinkSettings change) => Ask(new RouterCommand("set", From: from, To: to, Settings: change)).At;

    /// <summary>Whether its process has ended, which it does by itself only when somebody kills it.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>The counters so far.</summary>
    public RouterStatistics ReadStatistics() => Ask(new RouterCommand("stats")).Statistics!;

    /// <summary>Stops the router and waits for its end. Its devices end with their namespaces: close those next.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            if (disposed)
                return;
            disposed = true;
            try
            {
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended already.
            }
            if (!process.WaitForExit(Patience))
                process.Kill();
            output.Dispose();
        }
    }

    private static ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        // Compile once and fully, ahead of the packets; no second thread of the collector.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        return start;
    }

    private RouterReply Ask(RouterCommand command) => Ask(JsonSerializer.Serialize(command, RouterJson.Default.RouterCommand));

    private RouterReply Ask(string line)
    {
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            try
            {
                process.StandardInput.WriteLine(line);
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has ended: its last words follow, or the end of its output.
            }
            var reply = output.Next(Patience);
            return reply.Error is null ? reply : throw new IOException($"Link router: {reply.Error}");
        }
    }
}
