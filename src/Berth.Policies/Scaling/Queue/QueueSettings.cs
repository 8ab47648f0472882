using Berth.Model;

namespace Berth.Policies.Scaling.Queue;

/// <summary>The constants of <see cref="QueueRule"/>.</summary>
public sealed record QueueSettings
{
    /// <summary>Waiting requests that should be there.</summary>
    public double DesiredQueue { get; init; } = 50;

    /// <summary>Seconds after a change in which nothing changes.</summary>
    public double CooldownSeconds { get; init; } = 150;

    /// <summary>Seconds between decisions.</summary>
    public double PollSeconds { get; init; } = 15;

    /// <summary>They as options of an experiment file.</summary>
    internal static PolicyOption[] Options { get; } =
    [
        new("desired-queue", "Waiting requests that should be there.", 50, 1, 1e6),
        new("cooldown", "Seconds after a change in which nothing changes.", 150, 0, 86_400),
        new("poll", "Seconds between decisions.", 15, 1, 3600),
    ];

    /// <summary>The settings of some values.</summary>
    /// <param name="options">A value for each option.</param>
    public static QueueSettings Of(IReadOnlyDictionary<string, double> options) =>
        new() { DesiredQueue = options["desired-queue"], CooldownSeconds = options["cooldown"], PollSeconds = options["poll"] };
}
