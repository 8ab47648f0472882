namespace Berth.Learning.Performance.Sequential;

/// <summary>An execution that is to be made next.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="UncertaintyPercent">Standard deviation of what is predicted of it, percent of the prediction; NaN while nothing can be predicted.</param>
public sealed record ChosenExecution(CandidateExecution Candidate, double UncertaintyPercent);
