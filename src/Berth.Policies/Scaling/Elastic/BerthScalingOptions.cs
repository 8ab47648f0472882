namespace Berth.Policies.Scaling.Elastic;

/// <summary>What can be set of <see cref="BerthScaling"/>; one set of defaults is meant for every service.</summary>
/// <param name="PeriodSeconds">Time from one decision to the next.</param>
/// <param name="Aim">Part of the error budget that should be used.</param>
/// <param name="Price">Core-seconds that a late request may cost where the budget is used exactly as it should.</param>
/// <param name="Stiffness">How much the price changes with the use of the budget.</param>
/// <param name="Margin">Part of the time between service and objective that may be waited.</param>
/// <param name="LagSeconds">What passes between a decision and its effect beside the start.</param>
/// <param name="Patience">Starts for which a replica is kept that is not wanted.</param>
/// <param name="Surge">Factor by which the load may multiply while a replica starts.</param>
public sealed record BerthScalingOptions(
    double PeriodSeconds = 0.25, double Aim = 0.8, double Price = 3, double Stiffness = 3, double Margin = 0.9, double LagSeconds = 0.1, double Patience = 1, double Surge = 4);
