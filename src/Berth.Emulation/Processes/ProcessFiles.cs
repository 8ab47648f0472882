namespace Berth.Emulation.Processes;

/// <summary>The files of /proc that a process is read from.</summary>
internal sealed class ProcessFiles : IDisposable
{
    private readonly Stack<IDisposable> _open = [];

    /// <exception cref="IOException">The process has ended.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    internal ProcessFiles(int pid)
    {
        try
        {
            Stat = Kept(new ProcFile($"/proc/{pid}/stat"));
            Transfer = Kept(new ProcFile($"/proc/{pid}/io"));
            Switches = Kept(new ThreadSwitches(pid));
            Connections = Kept(new OpenConnections(pid));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal ProcFile Stat { get; }

    internal ProcFile Transfer { get; }

    internal ThreadSwitches Switches { get; }

    internal OpenConnections Connections { get; }

    private T Kept<T>(T file) where T : IDisposable
    {
        _open.Push(file);
        return file;
    }

    public void Dispose()
    {
        while (_open.TryPop(out var file))
            file.Dispose();
    }
}
