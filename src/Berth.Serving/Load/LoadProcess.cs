using System.Diagnostics;
using System.Globalization;
using Berth.Workloads.Serving;

namespace Berth.Serving.Load;

/// <summary>A load process as its parent sees it.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    /// <summary>What one request costs it, in nanoseconds of processor time; 0 where that was not asked for.</summary>
    internal long Cost { get; private set; }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="program">The command line of this program with <see cref="LoadProgram.Verb"/>.</param>
    /// <param name="settings">What it is to do.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LoadException">It cannot.</exception>
    internal static async Task<LoadProcess> Start(IReadOnlyList<string> program, LoadSettings settings, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in NodeEnvironment.Variables)
            start.Environment[name] = value;
        var started = new LoadProcess(Process.Start(start) ?? throw new LoadException($"{program[0]} cannot be started"));
        try
        {
            await started.Tell(settings.ToLine()).ConfigureAwait(false);
            while (await started.Next(cancellation).ConfigureAwait(false) is var line && line != "ready")
                if (line.StartsWith("trial ", StringComparison.Ordinal))
                    started.Cost = long.Parse(line.AsSpan("trial ".Length), CultureInfo.InvariantCulture);
                else
                    throw new LoadException(line.StartsWith("error ", StringComparison.Ordinal) ? line["error ".Length..] : $"a process of the load generator said '{line}'");
            return started;
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Begins to send.</summary>
    internal Task Begin(long moment) => Tell($"start {moment}");

    /// <summary>Ends the sending.</summary>
    internal Task Stop() => Tell("stop");

    /// <summary>Reads until its end what becomes of requests, and why connections failed.</summary>
    internal async Task<List<LoadedRequest>> Collect(Action<string> failure)
    {
        var requests = new List<LoadedRequest>();
        while (await Next(CancellationToken.None).ConfigureAwait(false) is var line && !line.StartsWith("end ", StringComparison.Ordinal))
            if (LoadLine.Read(line) is { } request)
                requests.Add(request);
            else if (line.StartsWith(LoadReport.Failure, StringComparison.Ordinal))
                failure(line[LoadReport.Failure.Length..]);
        return requests;
    }

    /// <summary>Ends its input, which ends it.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already.
        }
        if (!_process.WaitForExit(TimeSpan.FromSeconds(1)))
            _process.Kill();
        _process.Dispose();
    }

    private async Task Tell(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended; what it said, or did not say, tells why.
        }
    }

    private async ValueTask<string> Next(CancellationToken cancellation) =>
        await _process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new LoadException("a process of the load generator ended before its load");
}
