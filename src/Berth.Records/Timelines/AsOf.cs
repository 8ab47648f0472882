namespace Berth.Records.Timelines;

/// <summary>What a series was known to be at a moment: its last sample at or before it.</summary>
/// <param name="Value">Value of that sample; not a number where there is none.</param>
/// <param name="Age">Nanoseconds from that sample to the moment; null where there is no sample.</param>
/// <param name="Stale">Whether the sample is older than the limit, so that the value says nothing about the moment.</param>
public readonly record struct AsOf(double Value, long? Age, bool Stale)
{
    /// <summary>The value where it may be relied on; not a number where there is no sample or an old one.</summary>
    public double Known => Age is null || Stale ? double.NaN : Value;
}
