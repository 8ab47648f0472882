namespace Berth.Records;

/// <summary>Nanoseconds since 1970 in UTC.</summary>
public static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>A moment of a clock; its resolution is 100 ns.</summary>
    public static long Of(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;
}
