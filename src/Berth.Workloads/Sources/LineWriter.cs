using System.Text;
using Berth.Workloads.Clock;

namespace Berth.Workloads.Sources;

/// <summary>Writes lines from any thread without ever making it wait for the reader: a thread of its own carries them out, many at once.</summary>
public sealed class LineWriter : IDisposable
{
    private const long Gathering = 50_000_000;

    private readonly object gate = new();
    private readonly Stream output;
    private StringBuilder pending = new();
    private bool urgent;
    private bool ended;

    /// <summary>Starts the thread.</summary>
    public LineWriter(Stream output)
    {
        this.output = output;
        new Thread(Carry) { IsBackground = true, Name = "output" }.Start();
    }

    /// <summary>Writes within 50 ms, or at once with everything before it.</summary>
    public void Add(string line, bool now = false)
    {
        lock (gate)
        {
            // The thread is woken for the first line and by haste, not for every line: each waking costs as much as sending a request.
            var wakes = pending.Length == 0 || now;
            pending.Append(line).Append('\n');
            urgent |= now;
            if (wakes)
                Monitor.Pulse(gate);
        }
    }

    /// <summary>Ends the thread; what it has not carried out yet stays.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            Monitor.Pulse(gate);
        }
    }

    private void Carry()
    {
        var carrying = new StringBuilder();
        while (true)
        {
            lock (gate)
            {
                while (pending.Length == 0 && !ended)
                    Monitor.Wait(gate);
                if (ended)
                    return;
                var due = MonotonicClock.Now + Gathering;
                while (!urgent && due - MonotonicClock.Now is > 0 and var rest)
                    Monitor.Wait(gate, TimeSpan.FromMicroseconds(rest / 1e3));
                (pending, carrying, urgent) = (carrying, pending, false);
            }

            output.Write(Encoding.UTF8.GetBytes(carrying.ToString()));
            carrying.Clear();
        }
    }
}
