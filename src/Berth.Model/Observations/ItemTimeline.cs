namespace Berth.Model.Observations;

/// <summary>
/// The moments of one item, nanoseconds of one monotonic clock; a moment that never came is 0.
/// Each part of the latency is the difference of two neighbours, so the parts sum to the whole exactly.
/// </summary>
/// <param name="Item">Number of the item within its source, from 0.</param>
/// <param name="Source">Node that produced it.</param>
/// <param name="Worker">Node that processed it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Bytes">Encoded size.</param>
/// <param name="Scheduled">When the open-loop schedule says that it begins.</param>
/// <param name="Preprocessed">When the source had read and packed it.</param>
/// <param name="Sent">When the source began to send it.</param>
/// <param name="Received">When the worker had received all of it.</param>
/// <param name="Dequeued">When the worker began to process it.</param>
/// <param name="Processed">When the worker had the result.</param>
/// <param name="Replied">When the worker began to send the result.</param>
/// <param name="Returned">When the source had the result.</param>
/// <param name="Correct">Whether the result is the true label; null when unknown.</param>
public sealed record ItemTimeline(
    int Item,
    string Source,
    string Worker,
    ItemOutcome Outcome,
    long Bytes,
    long Scheduled,
    long Preprocessed,
    long Sent,
    long Received,
    long Dequeued,
    long Processed,
    long Replied,
    long Returned,
    bool? Correct)
{
    /// <summary>From the scheduled moment to the return, in nanoseconds; meaningful for completed items.</summary>
    public long Latency => Returned - Scheduled;

    /// <summary>The same item with every duration divided by the dilation, counted from <paramref name="origin"/>.</summary>
    public ItemTimeline Undilated(double dilation, long origin)
    {
        long Map(long moment) => moment == 0 ? 0 : (long)Math.Round((moment - origin) / dilation) + origin;
        return this with
        {
            Scheduled = Map(Scheduled),
            Preprocessed = Map(Preprocessed),
            Sent = Map(Sent),
            Received = Map(Received),
            Dequeued = Map(Dequeued),
            Processed = Map(Processed),
            Replied = Map(Replied),
            Returned = Map(Returned),
        };
    }
}
