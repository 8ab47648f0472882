using Berth.Emulation.Posix;

namespace Berth.Emulation.Namespaces;

/// <summary>
/// A network namespace held by a file descriptor of this process only, so that it ends with the process however that ends.
/// </summary>
public sealed class NetworkNamespace : IDisposable
{
    private readonly int file;
    private int closed;

    private NetworkNamespace(int file, string congestionControl)
    {
        this.file = file;
        CongestionControl = congestionControl;
    }

    /// <summary>Where other processes find the namespace while this one holds it: <c>/proc/PID/fd/N</c>.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{file}";

    /// <summary>The TCP congestion control in force: <c>cubic</c> or <c>reno</c>, or the machine's own where neither may be chosen.</summary>
    public string CongestionControl { get; }

    /// <summary>Makes a namespace with its loopback device up and the settings of <see cref="NamespaceSettings"/>.</summary>
    /// <exception cref="IOException">The machine does not permit it (needs root, or a user namespace).</exception>
    public static NetworkNamespace Create()
    {
        NetworkNamespace? made = null;
        OnThread("make a namespace", () =>
        {
            PosixError.Check(Libc.Unshare(Libc.NewNetwork), "Cannot make a network namespace (run as root, or under `unshare --user --map-root-user`)");
            var file = PosixError.Check(Libc.Open("/proc/thread-self/ns/net", Libc.CloseOnExec), "Cannot open the new network namespace");
            try
            {
                NetworkDevice.BringUp("lo");
                made = new NetworkNamespace(file, NamespaceSettings.Apply());
            }
            catch
            {
                _ = Libc.Close(file);
                throw;
            }
        }).GetAwaiter().GetResult();
        return made!;
    }

    /// <summary>Runs on a thread of its own inside the namespace: sockets and processes made there belong to it.</summary>
    public void Run(Action action) => Start("in namespace", action).GetAwaiter().GetResult();

    /// <summary>Like <see cref="Run"/>, without waiting; the task ends with the action, failed as the action failed.</summary>
    public Task Start(string name, Action action) => OnThread(name, () =>
    {
        ObjectDisposedException.ThrowIf(closed != 0, this);
        Enter(file);
        action();
    });

    /// <summary>Lets go of the namespace; it ends, with its devices, when no process, socket or TUN file is left in it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
            _ = Libc.Close(file);
    }

    /// <summary>Moves the calling thread into the namespace behind an open file.</summary>
    internal static void Enter(int file) =>
        PosixError.Check(Libc.SetNamespace(file, Libc.NewNetwork), "Cannot enter the network namespace");

    private static Task OnThread(string name, Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        }) { Name = name, IsBackground = true };
        thread.Start();
        return done.Task;
    }
}
