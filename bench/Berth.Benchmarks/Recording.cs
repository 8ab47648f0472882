using System.Diagnostics;
using System.Globalization;
using System.Net;
using Berth.Emulation.Posix;
using Berth.Emulation.Processes;

namespace Berth.Benchmarks;

/// <summary>What recording costs, each second for fifty processes, in percent of a core: the emulation's samples of processes, and the collector that scrapes programs.</summary>
internal static class Recording
{
    private const int Processes = 50, Rounds = 20, Settled = 5, Measured = 20;

    /// <summary>Metrics of <c>berth work pi</c>, without its help lines: as many series as a served function has.</summary>
    private const int Series = 45;

    internal static int Run(string[] args)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"samples of {Processes} processes: {Samples():0.00} % of a core"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"collector of {Processes} programs of {Series} series each: {Collector():0.00} % of a core"));
        return 0;
    }

    /// <summary>Each of the processes is a server of functions.</summary>
    private static double Samples()
    {
        using var server = Process.Start(new ProcessStartInfo("dotnet", [DispatcherProcesses.Program(), "work", "functions", "--port", "0"]) { RedirectStandardOutput = true })!;
        server.StandardOutput.ReadLine();
        var readers = Enumerable.Range(0, Processes).Select(_ => new ProcessReader("n", "worker", server.Id, 1, 1 << 30)).ToList();
        var begun = 0L;
        for (var round = -Settled; round < Rounds; round++)
        {
            if (round == 0)
                begun = ProcessorClock.ThisThread;
            foreach (var reader in readers)
                reader.Sample(round);
        }
        var seconds = (ProcessorClock.ThisThread - begun) * 1e-9 / Rounds;
        readers.ForEach(reader => reader.Dispose());
        server.Kill();
        server.WaitForExit();
        return 100 * seconds;
    }

    /// <summary>The collector as a process of its own, its start not counted.</summary>
    private static double Collector()
    {
        var folder = Directory.CreateTempSubdirectory("berth-bench-");
        using var programs = new HttpListener();
        var port = FreePort();
        programs.Prefixes.Add($"http://127.0.0.1:{port}/");
        programs.Start();
        var serving = Task.Run(() => ServeAsync(programs));
        var targets = Enumerable.Range(0, Processes).Select(number => $"p{number}=http://127.0.0.1:{port}/metrics?{number}");
        using var collector = Process.Start(new ProcessStartInfo("dotnet", [DispatcherProcesses.Program(), "collect", .. targets, "--for", $"{Settled + Measured + 2}s", "--runs", folder.FullName, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Pause(Settled);
        var before = Used(collector);
        Pause(Measured);
        var used = Used(collector) - before;
        collector.WaitForExit();
        programs.Stop();
        serving.Wait();
        folder.Delete(recursive: true);
        return 100 * used / Measured;
    }

    private static void Pause(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System).Wait();

    private static double Used(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private static async Task ServeAsync(HttpListener programs)
    {
        var number = 0;
        try
        {
            while (true)
            {
                var context = await programs.GetContextAsync().ConfigureAwait(false);
                number++;
                var text = string.Concat(Enumerable.Range(0, Series).Select(series => string.Create(CultureInfo.InvariantCulture, $"process_metric_{series}{{function=\"pi\"}} {number * 1.25 + series}\n")));
                context.Response.ContentType = "text/plain; version=0.0.4";
                await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
                context.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
