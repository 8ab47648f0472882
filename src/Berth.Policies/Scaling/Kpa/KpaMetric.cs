namespace Berth.Policies.Scaling.Kpa;

/// <summary>What the autoscaler counts.</summary>
public enum KpaMetric
{
    /// <summary>Requests that are in the service at once.</summary>
    Concurrency,

    /// <summary>Requests that come in a second.</summary>
    RequestsPerSecond,
}
