using System.Diagnostics;
using Berth.Emulation.Posix;
using Berth.Workloads.Programs;

namespace Berth.Emulation.World;

/// <summary>A process on an emulated node that is talked to by lines.</summary>
public sealed class NodeProcess : LineProgram, IDisposable
{
    private const int KeptErrorLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private readonly Task _reading;
    private readonly Func<string?> _whyKilled;
    private volatile bool _ending;

    internal NodeProcess(Process process, string node, int lane, string role, Func<string?> whyKilled)
        : base(node, role)
    {
        (_process, Lane, _whyKilled) = (process, lane, whyKilled);
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
                Wrote(line);
            await errors.ConfigureAwait(false);
            WritesNoMore();
        });
    }

    /// <summary>Lane of its node that it runs in.</summary>
    public int Lane { get; }

    /// <inheritdoc/>
    public override int Pid => _process.Id;

    /// <inheritdoc/>
    public override bool Died => !_ending && _process.HasExited;

    /// <inheritdoc/>
    public override string Ending => _process.ExitCode > 128
        ? _whyKilled() ?? $"killed by signal {_process.ExitCode - 128}"
        : $"exit code {_process.ExitCode}{(LastErrors is { Length: > 0 } errors ? ": " + errors : "")}";

    /// <inheritdoc/>
    public override string LastErrors
    {
        get
        {
            lock (_errors)
                return string.Join(" | ", _errors);
        }
    }

    /// <inheritdoc/>
    public override void Send(string line)
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

    /// <inheritdoc/>
    public override Task EndedAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

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

    /// <inheritdoc/>
    public override void End()
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

    /// <inheritdoc/>
    public override Exception Failure(string message) => new EmulationException(message);
}
