namespace Berth.Serving.Load;

/// <summary>A request that was sent, and what became of it. Moments are nanoseconds of this machine's clock from the beginning of the load, stretched if the load is.</summary>
/// <param name="Index">Place in the whole schedule, from 0, whichever process sent it.</param>
/// <param name="Scheduled">When it was to be sent.</param>
/// <param name="Sent">When the generator turned to it; making a connection, where none is free, comes after that.</param>
/// <param name="Returned">When the whole answer had come; 0 without one.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">Status code of the answer; 0 without one.</param>
/// <param name="Correct">Whether the answer named what the picture shows; null where that is not known.</param>
public readonly record struct LoadedRequest(long Index, long Scheduled, long Sent, long Returned, LoadOutcome Outcome, int Status, bool? Correct)
{
    /// <summary>Scheduled to returned, in nanoseconds; only of an answered request.</summary>
    public long Latency => Returned - Scheduled;

    /// <summary>How much later than scheduled it was sent, in nanoseconds.</summary>
    public long Lateness => Sent - Scheduled;
}
