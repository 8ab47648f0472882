using Berth.Model;
using Berth.Workloads.Clock;

namespace Berth.Workloads.Serving;

/// <summary>Lets a thread wait as its settings say, each time anew.</summary>
internal sealed class Pause(PauseSettings settings, int thread)
{
    private readonly RandomStream _random = new(settings.Seed, $"pause {thread}");

    internal void Take() => MonotonicClock.SleepUntil(MonotonicClock.Now + Math.Max(0, settings.MeanNanoseconds + (long)(settings.DeviationNanoseconds * _random.NextNormal())));
}
