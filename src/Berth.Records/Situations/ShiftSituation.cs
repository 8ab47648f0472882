using Berth.Policies.Shifting;

namespace Berth.Records.Situations;

/// <summary>All that a shifting policy may look at when it is asked about a job.</summary>
/// <param name="Policy">Name of the policy; empty is not said.</param>
/// <param name="Options">Options of the policy.</param>
/// <param name="Request">The question; its forecast is <see cref="ForecastSteps"/>.</param>
public sealed record ShiftSituation(string Policy, IReadOnlyDictionary<string, double> Options, ShiftRequest Request)
{
    /// <summary>Slots for which the forecast is sampled.</summary>
    private const int Slots = 48;

    /// <summary>The situation of a request.</summary>
    public static ShiftSituation Of(ShiftRequest request, string policy, IReadOnlyDictionary<string, double>? options = null) =>
        new(policy, options ?? new Dictionary<string, double>(), request with { Forecast = ForecastSteps.Sample(request.Forecast, request.Now, request.Slot, Slots) });

    /// <summary>Asks its policy about it.</summary>
    /// <exception cref="KeyNotFoundException">There is no such shifting policy.</exception>
    /// <exception cref="ArgumentException">The policy has no such option.</exception>
    public Schedule Decide() => ShiftingPolicies.Get(Policy, Options).Plan(Request);
}
