using Berth.Model;

namespace Berth.Policies.Placement.Predicted;

/// <summary>What <see cref="PredictedPlacement"/> makes small, and how careful it is with deadlines.</summary>
/// <param name="Objective">What is made small.</param>
/// <param name="Caution">Where between the prediction (0) and the upper end of its interval (1) a deadline is judged.</param>
public sealed record PredictedOptions(PredictedObjective Objective = PredictedObjective.Completion, double Caution = 1)
{
    internal static IReadOnlyList<PolicyOption> Options { get; } =
    [
        new("objective", "what is made small: 0 the completion time, 1 the energy, 2 the cost of the energy", 0, 0, 2),
        new("caution", "where between the predicted end (0) and the upper end of its interval (1) a deadline is judged", 1, 0, 1),
    ];

    internal static PredictedOptions Of(IReadOnlyDictionary<string, double> options) => new((PredictedObjective)(int)Math.Round(options["objective"]), options["caution"]);
}
