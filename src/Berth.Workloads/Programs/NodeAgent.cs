using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Berth.Workloads.Clock;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Serving;
using Berth.Workloads.Sources;

namespace Berth.Workloads.Programs;

/// <summary>
/// A node that is a pod: the programs of the node run beside each other in its one container, so that they share its processor and its memory. It reads lines:
/// <c>start ID VERB</c> (with what belongs to the verb), <c>broker ID PORT</c>, <c>to ID LINE</c>, <c>end ID</c>, <c>kill ID</c>, <c>file NAME BASE64</c> (written to the temporary folder), <c>clock TOKEN</c>, <c>use TOKEN</c>. It writes <c>out ID LINE</c>,
/// <c>err ID LINE</c>, <c>gone ID CODE</c> and <c>clock TOKEN MOMENT</c> (nanoseconds of CLOCK_MONOTONIC) and <c>use TOKEN MOMENT PROCESSOR MEMORY</c> (nanoseconds of processor time, bytes), and ends with its input; its programs end with it.
/// </summary>
public static class NodeAgent
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "node";

    private const int BrokerTries = 500;
    private static readonly TimeSpan BrokerPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs until the input ends.</summary>
    /// <param name="verbs">The verbs that it starts.</param>
    public static int Main(IReadOnlySet<string> verbs) => NodeProgram.Run((input, _) =>
    {
        using var lines = new LineWriter(Console.OpenStandardOutput());
        var programs = new ConcurrentDictionary<string, Process>();
        while (true)
            Execute(input.Read(), verbs, programs, lines);
    });

    private static void Execute(string command, IReadOnlySet<string> verbs, ConcurrentDictionary<string, Process> programs, LineWriter lines)
    {
        var words = command.Split(' ', 3);
        var program = words.Length > 1 ? programs.GetValueOrDefault(words[1]) : null;
        try
        {
            switch (words)
            {
                case ["clock", var token]:
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"clock {token} {MonotonicClock.Now}"), now: true);
                    break;
                case ["use", var token]:
                    var (processor, memory) = ContainerUse.Read();
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"use {token} {MonotonicClock.Now} {processor} {memory}"), now: true);
                    break;
                case ["start", var id, var verb] when verb.Split(' ') is var all && verbs.Contains(all[0]):
                    programs[id] = Start(id, BerthProgram.Command(all), lines);
                    break;
                case ["file", var name, var content]:
                    File.WriteAllBytes(Path.Combine(Path.GetTempPath(), Path.GetFileName(name)), Convert.FromBase64String(content));
                    break;
                case ["broker", var id, var port]:
                    programs[id] = StartBroker(id, int.Parse(port, CultureInfo.InvariantCulture), lines);
                    break;
                case ["to", _, var line]:
                    program?.StandardInput.WriteLine(line);
                    program?.StandardInput.Flush();
                    break;
                case ["end", _]:
                    program?.StandardInput.Close();
                    break;
                case ["kill", _]:
                    program?.Kill();
                    break;
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or System.ComponentModel.Win32Exception or Native.MissingLibraryException)
        {
            // A program that has ended tells so itself; one that could not be started tells nothing.
            if (words[0] is "start" or "broker")
            {
                lines.Add($"out {words[1]} error {exception.Message.ReplaceLineEndings(" ")}");
                lines.Add($"gone {words[1]} 3", now: true);
            }
        }
    }

    private static Process Start(string id, IReadOnlyList<string> command, LineWriter lines)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in NodeEnvironment.Variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        _ = RelayAsync(id, process, lines);
        return process;
    }

    private static Process StartBroker(string id, int port, LineWriter lines)
    {
        var process = Start(id, MosquittoBroker.Prepare(Path.Combine(Path.GetTempPath(), $"mosquitto-{id}.conf"), "0.0.0.0", port), lines);
        _ = Task.Run(async () =>
        {
            for (var attempt = 0; attempt < BrokerTries && !process.HasExited; attempt++)
                try
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync("127.0.0.1", port).ConfigureAwait(false);
                    lines.Add($"out {id} ready", now: true);
                    return;
                }
                catch (SocketException)
                {
                    await Task.Delay(BrokerPause).ConfigureAwait(false);
                }
        });
        return process;
    }

    private static async Task RelayAsync(string id, Process process, LineWriter lines)
    {
        await Task.WhenAll(RelayAsync(process.StandardOutput, line => lines.Add($"out {id} {line}")), RelayAsync(process.StandardError, line => lines.Add($"err {id} {line}"))).ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"gone {id} {process.ExitCode}"), now: true);
    }

    private static async Task RelayAsync(StreamReader output, Action<string> write)
    {
        while (await output.ReadLineAsync().ConfigureAwait(false) is { } line)
            write(line);
    }
}
