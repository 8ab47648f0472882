using System.Globalization;
using Berth.Emulation.Posix;
using Berth.Workloads.Clock;

namespace Berth.Emulation.Tests;

/// <summary>
/// Watches, beside a measurement, whether the machine itself keeps time: a thread above everything that is measured waits for a millisecond again and again.
/// Where its timers are late, others use the machine (a virtual one is taken away as a whole), and a promise that was not kept says nothing.
/// </summary>
internal sealed class Disturbance : IDisposable
{
    private const long Period = 1_000_000, Late = 400_000;
    private const double MostLate = 0.003;

    private readonly ManualResetEvent _end = new(false);
    private readonly Thread _thread;
    private int _waits, _late;

    public Disturbance()
    {
        _thread = new(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Checks promises; those that are not kept on a disturbed machine are skipped.</summary>
    public void Judge(Action promises)
    {
        try
        {
            promises();
        }
        catch (Xunit.Sdk.XunitException broken) when (Volatile.Read(ref _late) > MostLate * Volatile.Read(ref _waits))
        {
            Assert.Skip(string.Create(CultureInfo.InvariantCulture, $"others use this machine: {_late} of {_waits} timers were late by more than {Late / 1e6} ms while this was measured ({broken.Message.Split('\n')[0]})"));
        }
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }

    private void Watch()
    {
        RealTimeThread.Raise(RealTimeThread.SlotPriority + 1);
        for (var begun = MonotonicClock.Now; !_end.WaitOne((int)(Period / 1_000_000)); begun = MonotonicClock.Now)
        {
            _waits++;
            if (MonotonicClock.Now - begun > Period + Late)
                _late++;
        }
    }
}
