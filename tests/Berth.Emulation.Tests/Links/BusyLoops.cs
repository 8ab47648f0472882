using System.Diagnostics;

namespace Berth.Emulation.Tests.Links;

/// <summary>One ordinary (nice 0) busy process for each core.</summary>
internal sealed class BusyLoops : IDisposable
{
    private readonly Process[] loops =
        [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Process.Start(new ProcessStartInfo("sh", ["-c", "while :; do :; done"]))!)];

    public void Dispose()
    {
        foreach (var loop in loops)
        {
            loop.Kill();
            loop.WaitForExit();
            loop.Dispose();
        }
    }
}
