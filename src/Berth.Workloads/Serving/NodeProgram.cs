using System.Runtime.InteropServices;
using System.Text.Json;
using Berth.Workloads.Native;
using Berth.Workloads.Onnx;

namespace Berth.Workloads.Serving;

/// <summary>What the programs that run inside a node have in common: their input, their signals, and how they say what is wrong.</summary>
public static class NodeProgram
{
    /// <summary>How long to wait for a broker that may be starting on a slow node.</summary>
    internal static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10);

    private const int MachineLacksSomething = 3;

    /// <summary>Runs the program until its input ends. It returns 3 after <c>error MESSAGE</c> when it cannot run.</summary>
    public static int Run(Action<ParentInput, TextWriter> program)
    {
        // Ctrl-C reaches the whole foreground group: when a node ends is the parent's decision.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        try
        {
            program(new ParentInput(), output);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or JsonException or OnnxException or MissingLibraryException or ArgumentException or FormatException)
        {
            output.WriteLine($"error {failure.Message.ReplaceLineEndings(" ")}");
            return MachineLacksSomething;
        }
    }
}
