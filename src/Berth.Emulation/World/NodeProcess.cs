using System.Diagnostics;
using System.Threading.Channels;
using Berth.Emulation.Posix;

namespace Berth.Emulation.World;

/// <summary>A process on an emulated node that is talked to by lines.</summary>
public sealed class NodeProcess : IDisposable
{
    private const int KeptErrorLines = 20;

    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly Queue<string> _errors = new();
    private readonly Task _reading;
    private readonly Func<string?> _whyKilled;
    private volatile bool _ending;

    internal NodeProcess(Process process, string node, int lane, string role, Func<string?> whyKilled)
    {
        (_process, Node, Lane, Role, _whyKilled) = (process, node, lane, role, whyKilled);
        var errors = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
                lock (_errors)
                {
                    _errors.Enqueue(line);
                    if (_errors.Count > KeptErrorLines)
                        _errors.Dequeue();
                }
        });
        _reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
                _output.Writer.TryWrite(line);
            await errors.ConfigureAwait(false);
            _output.Writer.Complete();
        });
    }

    /// <summary>Name of its node.</summary>
    public string Node { get; }

    /// <summary>Lane of its node that it runs in.</summary>
    public int Lane { get; }

    /// <summary>What it does: <c>worker</c>, <c>source</c>, <c>broker</c>, <c>probe</c>.</summary>
    public string Role { get; }

    /// <summary>Its process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Whether it has ended although nobody asked it to.</summary>
    public bool Died => !_ending && _process.HasExited;

    /// <summary>How it ended, in words.</summary>
    public string Ending => _process.ExitCode > 128
        ? _whyKilled() ?? $"killed by signal {_process.ExitCode - 128}"
        : $"exit code {_process.ExitCode}{(LastErrors is { Length: > 0 } errors ? ": " + errors : "")}";

    /// <summary>The last lines that it wrote to standard error.</summary>
    public string LastErrors
    {
        get
        {
            lock (_errors)
                return string.Join(" | ", _errors);
        }
    }

    /// <summary>Sends a line; does nothing when it has ended.</summary>
    public void Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended, which its output tells.
        }
    }

    /// <summary>The next line of its output; null at its end.</summary>
    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public async Task<string?> NextAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await _output.Reader.WaitToReadAsync(limit.Token).ConfigureAwait(false) && _output.Reader.TryRead(out var line) ? line : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"the {Role} on {Node} has not answered for {patience.TotalSeconds:0.#} s{(LastErrors is { Length: > 0 } errors ? ": " + errors : "")}");
        }
    }

    /// <summary>Waits until it has ended.</summary>
    public Task EndedAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>Waits for its <c>ready</c>.</summary>
    /// <returns>The word that follows it, such as an address; empty without one.</returns>
    /// <exception cref="EmulationException">It ended or reported an error instead.</exception>
    public async Task<string> ReadyAsync(TimeSpan patience, CancellationToken cancellation)
    {
        while (await NextAsync(patience, cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Split(' ') is ["ready", .. var rest])
                return rest.FirstOrDefault("");
            if (line.StartsWith("error ", StringComparison.Ordinal))
                throw new EmulationException($"the {Role} on {Node} cannot start: {line[6..]}");
        }
        await EndedAsync(cancellation).ConfigureAwait(false);
        throw new EmulationException($"the {Role} on {Node} ended before it was ready ({Ending})");
    }

    /// <summary>Waits until its network namespace has a socket that listens on a port.</summary>
    /// <exception cref="EmulationException">It ended, or did not listen in time.</exception>
    public async Task ListensAsync(int port, TimeSpan patience, CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        var suffix = $":{port:X4}";
        while (!_process.HasExited && since.Elapsed < patience)
        {
            // Fields of /proc/PID/net/tcp: local address is the second, the state 0A is LISTEN.
            if (File.ReadLines($"/proc/{Pid}/net/tcp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(fields => fields.Length > 3 && fields[1].EndsWith(suffix, StringComparison.Ordinal) && fields[3] == "0A"))
                return;
            await Task.Delay(10, cancellation).ConfigureAwait(false);
        }
        throw new EmulationException($"the {Role} on {Node} does not listen on port {port}{(_process.HasExited ? $" ({Ending})" : "")}");
    }

    /// <summary>Asks it to end by closing its input.</summary>
    public void End()
    {
        _ending = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>Kills it and waits until it is gone.</summary>
    public void Dispose()
    {
        _ending = true;
        using (var handle = ProcessHandle.Open(_process.Id))
            if (!_process.HasExited)
                handle?.Signal(Libc.Kill);
        _process.WaitForExit();
        _reading.Wait();
        _process.Dispose();
    }
}
