using Berth.Model.Units;

namespace Berth.Model.Functions;

/// <summary>Requests of functions that come one by one, each of which a placement policy gives a node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Functions">What is asked for.</param>
/// <param name="Rate">Mean number of requests a second; they are a Poisson process.</param>
/// <param name="Model">Path of a model that predicts their performance; null without one.</param>
/// <param name="Deadline">Time within which each should be answered; null without a promise.</param>
public sealed record TaskMix(string Name, IReadOnlyList<FunctionUse> Functions, Frequency Rate, string? Model, Duration? Deadline);
