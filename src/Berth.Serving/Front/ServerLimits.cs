namespace Berth.Serving.Front;

/// <summary>How long clients may take, in nanoseconds.</summary>
internal sealed class ServerLimits
{
    /// <summary>What is thrown away after a last answer comes within this time.</summary>
    internal const long Linger = 2_000_000_000;

    private const long Second = 1_000_000_000;

    /// <summary>From one request to the next.</summary>
    internal long Idle { get; init; } = 300 * Second;

    /// <summary>From the first byte of a request to its last.</summary>
    internal long Receive { get; init; } = 30 * Second;

    /// <summary>To take an answer.</summary>
    internal long Write { get; init; } = 30 * Second;

    /// <summary>Connections at once; others wait to be accepted.</summary>
    internal int Connections { get; init; } = 16_384;
}
