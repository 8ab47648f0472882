using System.Runtime.InteropServices;

namespace Berth.Acceptance.Harness;

/// <summary>Signals to processes that a test started.</summary>
internal static partial class Signals
{
    private const int InterruptNumber = 2, KillNumber = 9, TerminateNumber = 15;

    /// <summary>What a terminal does on Ctrl-C: every process of the foreground group gets the signal.</summary>
    internal static void Interrupt(int leader) => Assert.Equal(0, Send(-leader, InterruptNumber));

    internal static void Terminate(int pid) => Assert.Equal(0, Send(pid, TerminateNumber));

    internal static void Kill(int pid) => Assert.Equal(0, Send(pid, KillNumber));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
