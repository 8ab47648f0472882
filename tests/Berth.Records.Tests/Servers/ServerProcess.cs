using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Berth.Records.Tests.Servers;

/// <summary>A server of Debian in the foreground, with a folder of its own; both are gone when the test is.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];

    /// <summary>Starts it. A shell beside it waits for the end of its own input, which comes however the tests end, and kills it then.</summary>
    internal ServerProcess(string program, IEnumerable<string> arguments)
    {
        const string Script = "exec 3<&0; \"$@\" </dev/null & server=$!; (cat <&3 >/dev/null; kill -KILL $server 2>/dev/null) & wait $server";
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until something is so; what the server said is in the failure otherwise.</summary>
    internal async Task Until(Func<Task<bool>> ready)
    {
        var watch = Stopwatch.StartNew();
        while (!await ready())
        {
            Assert.True(!_process.HasExited && watch.Elapsed < Patience, $"{string.Join(' ', _process.StartInfo.ArgumentList.Skip(3))} did not get ready\n{Output}");
            await Task.Delay(50);
        }
    }

    private string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>A port that was free a moment ago.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            lock (_output)
                _output.Add(line);
    }
}
