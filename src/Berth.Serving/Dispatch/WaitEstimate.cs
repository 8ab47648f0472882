namespace Berth.Serving.Dispatch;

/// <summary>How long a new request would wait: those that wait already, divided by the rate at which the ready replicas serve.</summary>
internal sealed class WaitEstimate
{
    // A change of what requests take is believed after some twenty of them.
    private const double Weight = 0.1;

    /// <summary>Mean time at a replica, the latest counting most; 0 while nothing is known.</summary>
    internal double ServiceSeconds { get; private set; }

    internal void Learn(double seconds) => ServiceSeconds = ServiceSeconds == 0 ? seconds : ServiceSeconds + Weight * (seconds - ServiceSeconds);

    /// <summary>The wait behind <paramref name="queued"/> requests; 0 while nothing is known, and behind none.</summary>
    internal double WaitSeconds(int queued, int slots) => queued == 0 || slots == 0 ? 0 : queued * ServiceSeconds / slots;
}
