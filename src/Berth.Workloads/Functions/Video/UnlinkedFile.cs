using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Berth.Workloads.Functions.Video;

/// <summary>
/// A temporary file without a name. Children reach it through this process's descriptor; when that is closed, or the process is killed, the kernel takes the file back.
/// </summary>
internal sealed class UnlinkedFile : IDisposable
{
    private readonly SafeFileHandle handle;

    /// <exception cref="IOException">The temporary folder takes no file.</exception>
    internal UnlinkedFile()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"berth-clip-{Guid.NewGuid():N}");
        handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(path);
    }

    /// <summary>What another process opens; see proc_pid_fd(5).</summary>
    internal string Path => string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}");

    /// <summary>Bytes.</summary>
    internal long Length => RandomAccess.GetLength(handle);

    public void Dispose() => handle.Dispose();
}
