using System.Collections.Concurrent;
using System.Diagnostics;

namespace Berth.Emulation.World;

/// <summary>
/// Starts processes on one thread that lives as long as the world: the kernel ends a child that asked for it when the thread that
/// started it ends, and threads of the pool come and go.
/// </summary>
internal sealed class Launcher : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    internal Launcher()
    {
        _thread = new Thread(() =>
        {
            foreach (var action in _work.GetConsumingEnumerable())
                action();
        }) { IsBackground = true, Name = "launcher" };
        _thread.Start();
    }

    internal Process Start(ProcessStartInfo start) => Run(() => Process.Start(start)!);

    internal T Run<T>(Func<T> make)
    {
        var made = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                made.SetResult(make());
            }
            catch (Exception exception)
            {
                made.SetException(exception);
            }
        });
        return made.Task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
