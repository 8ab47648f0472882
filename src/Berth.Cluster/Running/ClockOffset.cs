using System.Globalization;

namespace Berth.Cluster.Running;

/// <summary>How far one clock is ahead of another, in nanoseconds.</summary>
/// <param name="Ahead">The estimate.</param>
/// <param name="Bound">Its error is at most that.</param>
internal readonly record struct ClockOffset(long Ahead, long Bound)
{
    /// <summary>One clock.</summary>
    internal static ClockOffset None { get; } = new(0, 0);

    /// <summary>From an exchange: what the other clock showed between two moments of ours.</summary>
    internal static ClockOffset OfExchange(long asked, long shown, long answered) => new(shown - asked - (answered - asked) / 2, (answered - asked + 1) / 2);

    /// <summary>From what a source says: <c>clock OFFSET BOUND</c>; null when it does not know.</summary>
    internal static ClockOffset? Read(string line) =>
        line.Split(' ') is ["clock", var ahead, var bound] && long.TryParse(ahead, CultureInfo.InvariantCulture, out var offset) && long.TryParse(bound, CultureInfo.InvariantCulture, out var error)
            ? new(offset, error) : null;
}
