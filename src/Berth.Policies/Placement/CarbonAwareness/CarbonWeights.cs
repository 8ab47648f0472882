using Berth.Model;

namespace Berth.Policies.Placement.CarbonAwareness;

/// <summary>What the terms of the carbon-aware score count, and how long a task may be made to wait for cleaner power.</summary>
/// <param name="Carbon">Weight of emissions.</param>
/// <param name="Wait">Weight of the delay of the start.</param>
/// <param name="Queue">Weight of the tasks that wait there.</param>
/// <param name="Price">Weight of the cost of the energy.</param>
/// <param name="MaxDelay">Nanoseconds from its submission after which no task is made to wait.</param>
/// <param name="Step">Nanoseconds between the moments to which a start may be put off: its multiples.</param>
internal sealed record CarbonWeights(double Carbon, double Wait, double Queue, double Price, long MaxDelay, long Step)
{
    internal static IReadOnlyList<PolicyOption> Options { get; } =
    [
        new("carbon-weight", "weight of the emissions of the energy that the task adds", 1, 0, 1e6),
        new("wait-weight", "weight of the delay until it starts", 1, 0, 1e6),
        new("queue-weight", "weight of the number of tasks that wait there", 0.5, 0, 1e6),
        new("price-weight", "weight of what the energy costs", 0.5, 0, 1e6),
        new("max-delay", "seconds after its submission until which a task may be made to wait for cleaner power", 21_600, 0, 2_592_000),
        new("step", "seconds between the moments to which a start may be put off", 1800, 1, 86_400),
    ];

    internal static CarbonWeights Of(IReadOnlyDictionary<string, double> options) => new(
        options["carbon-weight"], options["wait-weight"], options["queue-weight"], options["price-weight"],
        (long)Math.Round(options["max-delay"] * 1e9), (long)Math.Round(options["step"] * 1e9));
}
