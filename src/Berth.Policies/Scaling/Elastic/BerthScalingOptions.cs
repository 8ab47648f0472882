using Berth.Model;

namespace Berth.Policies.Scaling.Elastic;

/// <summary>What can be set of <see cref="BerthScaling"/>; one set of defaults is meant for every service.</summary>
/// <param name="PeriodSeconds">Time from one decision to the next.</param>
/// <param name="Aim">Part of the error budget that should be used.</param>
/// <param name="Price">Core-seconds that a late request may cost where the budget is used exactly as it should.</param>
/// <param name="Stiffness">How much the price changes with the use of the budget.</param>
/// <param name="Margin">Part of the time between service and objective that may be waited.</param>
/// <param name="LagSeconds">What passes between a decision and its effect beside the start.</param>
/// <param name="Patience">Starts for which a replica is kept that is not wanted.</param>
/// <param name="Surge">Factor by which the load may multiply within eight seconds.</param>
public sealed record BerthScalingOptions(double PeriodSeconds, double Aim, double Price, double Stiffness, double Margin, double LagSeconds, double Patience, double Surge)
{
    /// <summary>The options that a file may set, with their defaults.</summary>
    public static PolicyOption[] All { get; } =
    [
        new("period", "Seconds from one decision to the next.", 0.1, 0.05, 60),
        new("aim", "Part of the error budget that should be used.", 0.8, 0.01, 1),
        new("price", "Core-seconds that a late request may cost where the budget is used as it should.", 2, 0.001, 1e6),
        new("stiffness", "How much the price changes with the use of the budget.", 3, 0, 100),
        new("margin", "Part of the time between service and objective that may be waited.", 0.9, 0.1, 1),
        new("lag", "Seconds between a decision and its effect beside the start.", 0.1, 0, 10),
        new("patience", "Starts for which a replica is kept that is not wanted.", 1, 0, 100),
        new("surge", "Factor by which the load may multiply within eight seconds.", 8, 1, 1000),
    ];

    /// <summary>Reads them.</summary>
    public static BerthScalingOptions Of(IReadOnlyDictionary<string, double> options) => new(
        options["period"], options["aim"], options["price"], options["stiffness"], options["margin"], options["lag"], options["patience"], options["surge"]);
}
