using System.Diagnostics;
using Berth.Emulation.Namespaces;
using Berth.Emulation.Posix;

namespace Berth.Emulation.Tests.Links;

/// <summary>
/// Tells when other namespaces have ended although nothing may hold them: one end of a veth pair is put into each, and the end that stays
/// here disappears with it.
/// </summary>
internal sealed class NamespaceWatch : IDisposable
{
    private readonly NetworkNamespace own = NetworkNamespace.Create();

    internal NamespaceWatch(IEnumerable<string> paths)
    {
        var batch = string.Join('\n', paths.Select((path, i) => $"link add near{i} type veth peer name far{i} netns {path}"));
        own.Run(() =>
        {
            try
            {
                using var ip = Process.Start(new ProcessStartInfo("ip", ["-batch", "-"]) { RedirectStandardInput = true })!;
                ip.StandardInput.WriteLine(batch);
                ip.StandardInput.Close();
                ip.WaitForExit();
                Assert.Equal(0, ip.ExitCode);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Skip("needs the program ip (apt-get install iproute2)");
            }
        });
        Assert.True(Watched > 0);
    }

    /// <summary>How many of the namespaces still exist.</summary>
    internal int Watched => Devices(own).Count(device => device.StartsWith("near", StringComparison.Ordinal));

    /// <summary>Seconds until all have ended.</summary>
    internal double WaitForEnd(double patience)
    {
        var start = MonotonicClock.Now;
        while (Watched > 0 && MonotonicClock.Now - start < patience * 1e9)
            MonotonicClock.SleepUntil(MonotonicClock.Now + 5_000_000);
        Assert.Equal(0, Watched);
        return (MonotonicClock.Now - start) / 1e9;
    }

    internal static string[] Devices(NetworkNamespace space)
    {
        string[] devices = [];
        space.Run(() => devices = [.. File.ReadLines("/proc/thread-self/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim())]);
        return devices;
    }

    public void Dispose() => own.Dispose();
}
