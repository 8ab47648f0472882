using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Berth.Emulation.Posix;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Links;

/// <summary>The router as a process of its own: document and commands come line by line on standard input, replies leave on standard output.</summary>
public static class RouterProcess
{
    /// <summary>The hidden verb of the program that runs <see cref="Main"/>.</summary>
    public const string Verb = "link-router";

    private const int Terminate = 15;

    /// <summary>Forwards until told to stop, or until standard input ends (its parent is gone). Exit code 0, or 3 when it could not start.</summary>
    public static int Main()
    {
        // Ctrl-C reaches the whole foreground group: when links end is the parent's decision.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        var replies = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        try
        {
            var commands = new StreamReader(Console.OpenStandardInput());
            var document = JsonSerializer.Deserialize(commands.ReadLine() ?? "", RouterJson.Default.RouterDocument)
                ?? throw new JsonException("the first line is no document");
            Serve(document, commands, replies);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or JsonException or FormatException)
        {
            Reply(replies, new RouterReply(Error: failure.Message));
            return 3;
        }
    }

    private static void Serve(RouterDocument document, StreamReader commands, StreamWriter replies)
    {
        using var forwarder = new Forwarder(document);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            forwarder.Post(forwarder.Stop);
        });
        CompileAhead();
        _ = forwarder.Read();
        var precedence = new TaskCompletionSource<ThreadPrecedence>();
        var packets = new Thread(() =>
        {
            precedence.SetResult(RealTimeThread.Raise(RealTimeThread.RouterPriority));
            forwarder.Run();
        }) { Name = "packets" };
        packets.Start();
        Reply(replies, new RouterReply(At: MonotonicClock.Now, Precedence: precedence.Task.GetAwaiter().GetResult()));
        // Should standard input have been inherited by another process, its end would not tell of the parent's.
        _ = Libc.ProcessControl(Libc.SetParentDeathSignal, Terminate, 0, 0, 0);
        var control = new RouterControl(document, forwarder);
        new Thread(() =>
        {
            while (commands.ReadLine() is { } line)
                Reply(replies, control.Execute(line));
            forwarder.Post(forwarder.Stop);
        }) { IsBackground = true, Name = "control" }.Start();
        packets.Join();
    }

    private static void Reply(StreamWriter replies, RouterReply reply)
    {
        try
        {
            replies.WriteLine(JsonSerializer.Serialize(reply, RouterJson.Default.RouterReply));
        }
        catch (IOException)
        {
            // Nobody listens any more: the end of standard input follows.
        }
    }

    /// <summary>Compiles the packet path before the first packet comes: compiling it then would delay that packet by milliseconds.</summary>
    private static void CompileAhead()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        Type[] types =
        [
            typeof(Forwarder), typeof(Link), typeof(LinkHeap), typeof(LinkTable), typeof(PacketPool), typeof(Segmentation), typeof(JitterPath),
            typeof(Model.RandomStream), typeof(TraceCursor), typeof(Epoll), typeof(Lateness), typeof(SpinBudget), typeof(MonotonicClock), typeof(Libc),
        ];
        foreach (var type in types)
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var method in type.GetMethods(all).Where(method => !method.IsAbstract))
                if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
                    Marshal.Prelink(method);
                else
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
