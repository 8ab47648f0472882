using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Berth.Benchmarks;

/// <summary>One trivial back end (HAProxy that answers by itself), HAProxy and the dispatcher before it, and wrk.</summary>
internal sealed partial class DispatcherProcesses : IDisposable
{
    private const int Connections = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("berth-bench-").FullName;
    private readonly List<Process> _processes = [];
    private readonly Process _dispatcher;

    internal DispatcherProcesses()
    {
        var back = FreePort();
        (Reference, var admin) = (FreePort(), FreePort());
        Ours = FreePort();
        const string Defaults = "global\n  maxconn 4000\n  nbthread {0}\ndefaults\n  mode http\n  timeout client 60s\n  timeout server 60s\n  timeout connect 5s\n  http-reuse always\n";
        Start("haproxy", "-f", File("back", Defaults.Replace("{0}", "1", StringComparison.Ordinal) +
            $"frontend f\n  bind 127.0.0.1:{back}\n  http-request return status 200 content-type \"application/json\" string \"{{\\\"label\\\":\\\"Sneaker\\\",\\\"confidence\\\":0.97}}\"\n"));
        Start("haproxy", "-f", File("front", Defaults.Replace("{0}", "2", StringComparison.Ordinal) +
            $"frontend f\n  bind 127.0.0.1:{Reference}\n  default_backend b\nbackend b\n  server s 127.0.0.1:{back}\n"));
        _dispatcher = Start("dotnet", Program(), "dispatch", "--listen", $"127.0.0.1:{Ours}", "--admin", $"127.0.0.1:{admin}", "--slots", "256", "--queue", "10000");
        if (_dispatcher.StandardOutput.ReadLine()?.StartsWith("ready ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException("the dispatcher did not start");
        using var client = new HttpClient();
        client.PutAsync(new Uri($"http://127.0.0.1:{admin}/replicas/one"), new StringContent($"{{\"url\":\"http://127.0.0.1:{back}\"}}")).GetAwaiter().GetResult().EnsureSuccessStatusCode();
        File("post.lua", $"wrk.method = \"POST\"\nwrk.body = string.rep(\"x\", {HttpPace.BodyLength})\nwrk.headers[\"Content-Type\"] = \"application/octet-stream\"\n");
    }

    /// <summary>Port of HAProxy.</summary>
    internal int Reference { get; }

    /// <summary>Port of the dispatcher.</summary>
    internal int Ours { get; }

    /// <summary>Memory that the dispatcher has in use.</summary>
    internal long ResidentBytes
    {
        get
        {
            _dispatcher.Refresh();
            return _dispatcher.WorkingSet64;
        }
    }

    /// <summary>Requests a second that wrk gets answered, and how many in all.</summary>
    internal (double Rate, long Count) Saturate(int port, int seconds)
    {
        using var process = Start("wrk", "-t1", $"-c{Connections}", $"-d{seconds}s", "-s", Path.Combine(_folder, "post.lua"), $"http://127.0.0.1:{port}/");
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (!Rate().IsMatch(said) || said.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException($"wrk could not measure:\n{said}");
        return (double.Parse(Rate().Match(said).Groups[1].Value), long.Parse(Count().Match(said).Groups[1].Value));
    }

    public void Dispose()
    {
        foreach (var process in _processes.AsEnumerable().Reverse())
        {
            if (!IsOver(process))
                process.Kill();
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsOver(Process process)
    {
        try
        {
            return process.WaitForExit(0);
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    internal static string Program()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(root!.FullName, "Berth.slnx")))
            root = root.Parent;
        return Path.Combine(root.FullName, "artifacts", "bin", "Berth", "release", "berth.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text, Encoding.ASCII);
        return path;
    }

    private Process Start(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = program == "haproxy" })!;
        _processes.Add(process);
        return process;
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count();
}
