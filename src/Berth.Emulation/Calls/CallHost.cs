using Berth.Accounting.Jobs;
using Berth.Policies.Placement.Predicted;
using Berth.Simulation.Jobs;

namespace Berth.Emulation.Calls;

/// <summary>What calls of functions need of who runs an emulation.</summary>
/// <param name="Predictor">Says what calls take, for the variant of a number whose profile, if it has one, has been executed by then.</param>
/// <param name="Keep">Keeps what a repetition gave under one policy, and the real seconds that it took.</param>
public sealed record CallHost(Func<int, CancellationToken, IPerformancePredictor> Predictor, Action<JobCase, JobResult, double> Keep);
