using System.Diagnostics;

namespace Berth.Records.Tests;

/// <summary>A tiny file system in memory, mounted for one test; only root can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(string size)
    {
        if (Environment.UserName != "root" || !Run("mount", "-t", "tmpfs", "-o", $"size={size}", "none", _folder.Path))
        {
            _folder.Dispose();
            Assert.Skip("needs root and the right to mount a tmpfs");
        }
    }

    public string this[string name] => _folder[name];

    public string Path => _folder.Path;

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", _folder.Path));

    public void Dispose()
    {
        Assert.True(Run("umount", _folder.Path));
        _folder.Dispose();
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
